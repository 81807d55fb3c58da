import { status } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Properties } from "../../contract/properties";
import { isUnknown } from "../../core/unknown";
import { version } from "../../version";
import { connectEngineLog } from "../engine-log";
import { ProviderRun } from "../provider-run";
import { visible } from "../stored-properties";
import { configuredText, findConfigurationFailures, refusePlainKeys, revealed } from "./configuration";
import { modulesOfBundle } from "./engine-modules";
import { ResourceMethods } from "./resource-methods";
import { Schema } from "./schema";
import { checkAnswer, toProperties, unary, unimplemented } from "./wire";

/**
 * The methods of the protocol `pulumirpc.ResourceProvider` that are about the provider: the handshake, its configuration
 * and its end. `resource-methods.ts` has those about resources.
 */
export class PluginService {
  private readonly schema = new Schema(__dirname);
  private config: Properties = {};
  private address: string | undefined;
  private run: ProviderRun;

  constructor(engineAddress: string | undefined) {
    this.address = engineAddress;
    this.run = this.begin();
  }

  methods(): IResourceProviderServer {
    const resources = new ResourceMethods(
      () => this.run,
      (name) => this.configured(name),
      this.schema,
    );
    return {
      handshake: unary((request: pb.ProviderHandshakeRequest) => {
        this.connect(request.getEngineAddress());
        return new pb.ProviderHandshakeResponse();
      }),
      attach: unary((request) => {
        this.connect(request.getAddress());
        return new Empty();
      }),
      getPluginInfo: unary(() => {
        const info = new PluginInfo();
        info.setVersion(version);
        return info;
      }),
      getSchema: unary(() => {
        const answer = new pb.GetSchemaResponse();
        answer.setSchema(this.schema.text);
        return answer;
      }),
      checkConfig: unary((request: pb.CheckRequest) => this.checkConfig(request)),
      diffConfig: unary((request: pb.DiffRequest) => diffConfig(request)),
      configure: unary((request: pb.ConfigureRequest) => this.configure(request)),
      cancel: unary(() => {
        this.cancel();
        return new Empty();
      }),
      check: unary((request: pb.CheckRequest) => resources.check(request)),
      diff: unary((request: pb.DiffRequest) => resources.diff(request)),
      create: unary((request: pb.CreateRequest) => resources.create(request)),
      read: unary((request: pb.ReadRequest) => resources.read(request)),
      update: unary((request: pb.UpdateRequest) => resources.update(request)),
      delete: unary((request: pb.DeleteRequest) => resources.delete(request)),
      list: (call) => {
        call.destroy(
          Object.assign(new Error("pulumi-eni lists no resources."), { code: status.UNIMPLEMENTED }),
        );
      },
      parameterize: unimplemented("pulumi-eni has no parameters."),
      invoke: unimplemented("pulumi-eni has no functions."),
      call: unimplemented("pulumi-eni has no methods of resources."),
      construct: unimplemented("pulumi-eni has no components."),
      getMapping: unimplemented("pulumi-eni has no mapping from Terraform."),
      getMappings: unimplemented("pulumi-eni has no mapping from Terraform."),
    };
  }

  /** Ends all waits. What was begun is kept in the state. */
  cancel(): void {
    this.run.interrupt();
  }

  /** Resolves when no operation is running. */
  idle(): Promise<void> {
    return this.run.idle();
  }

  /** A process that is started by hand serves several runs, one after another. Each has an engine of its own. */
  private connect(address: string): void {
    if (address === "" || address === this.address) return;
    this.address = address;
    this.run = this.begin();
  }

  private begin(): ProviderRun {
    return new ProviderRun({
      engineAddress: this.address,
      engineLog: connectEngineLog(this.address, modulesOfBundle),
      configured: (name) => this.configured(name),
    });
  }

  private configured(name: string): string | undefined {
    return configuredText(this.config[name]);
  }

  private checkConfig(request: pb.CheckRequest): pb.CheckResponse {
    const news = toProperties(request.getNews());
    return checkAnswer(news, findConfigurationFailures(visible(revealed(news)), isUnknown));
  }

  private configure(request: pb.ConfigureRequest): pb.ConfigureResponse {
    const marked = toProperties(request.getArgs());
    refusePlainKeys(marked);
    this.config = visible(revealed(marked));
    const answer = new pb.ConfigureResponse();
    answer.setSupportspreview(true);
    return answer;
  }
}

/** Without an answer, the engine would use the keys in the state for ever. A new key replaces no resource. */
function diffConfig(request: pb.DiffRequest): pb.DiffResponse {
  const [olds, news] = [toProperties(request.getOlds()), toProperties(request.getNews())];
  const names = [...new Set([...Object.keys(olds), ...Object.keys(news)])];
  const changed = names.filter((name) => JSON.stringify(olds[name]) !== JSON.stringify(news[name]));
  const answer = new pb.DiffResponse();
  const { DIFF_SOME, DIFF_NONE } = pb.DiffResponse.DiffChanges;
  answer.setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE);
  answer.setDiffsList(changed);
  return answer;
}
