import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Properties } from "../../contract/properties";
import { isUnknown } from "../../core/unknown";
import {
  type Context,
  PartialFailure,
  type ResourceHandler,
  type ResourceState,
} from "../../resources/handler";
import { parseImportId } from "../../resources/import";
import type { ProviderRun } from "../provider-run";
import { privateStateOf, storedOutputs, unknownText, visible } from "../stored-properties";
import { changedInputs } from "./difference";
import type { Schema } from "./schema";
import { checkAnswer, toProperties, toStruct } from "./wire";

/** The methods of the protocol that are about resources. They translate between messages and the handlers. */
export class ResourceMethods {
  constructor(
    private readonly run: () => ProviderRun,
    private readonly configured: (name: string) => string | undefined,
    private readonly schema: Schema,
  ) {}

  check(request: pb.CheckRequest): Promise<pb.CheckResponse> {
    return this.operation(request.getUrn(), async (handler, kind) => {
      const inputs = { ...this.defaults(kind), ...toProperties(request.getNews()) };
      const olds = toProperties(request.getOlds());
      const failures = await handler.check(visible(olds), visible(inputs), contextOf(request, olds));
      return checkAnswer(inputs, failures);
    });
  }

  diff(request: pb.DiffRequest): Promise<pb.DiffResponse> {
    return this.operation(request.getUrn(), async (handler) => {
      const [olds, news] = [toProperties(request.getOlds()), toProperties(request.getNews())];
      const context = { ...contextOf(request, olds), ignored: request.getIgnorechangesList() };
      const difference = await handler.diff(request.getId(), visible(olds), visible(news), context);
      const { DIFF_SOME, DIFF_NONE } = pb.DiffResponse.DiffChanges;
      const answer = new pb.DiffResponse();
      answer.setDeletebeforereplace(difference.deleteFirst);
      answer.setReplacesList([...difference.replaces]);
      answer.setChanges(difference.changes ? DIFF_SOME : DIFF_NONE);
      if (!difference.changes) return answer;
      const changed = changedInputs(toProperties(request.getOldInputs()), news, difference);
      for (const { path, kind, replaces } of changed) {
        const one = new pb.PropertyDiff();
        one.setKind(pb.PropertyDiff.Kind[replaces ? (`${kind}_REPLACE` as const) : kind]);
        one.setInputdiff(true);
        answer.getDetaileddiffMap().set(path, one);
      }
      answer.setHasdetaileddiff(changed.length > 0);
      answer.setDiffsList([...new Set([...changed.map(({ path }) => path), ...difference.replaces])]);
      return answer;
    });
  }

  create(request: pb.CreateRequest): Promise<pb.CreateResponse> {
    return this.operation(request.getUrn(), async (handler) => {
      const inputs = toProperties(request.getProperties());
      const answer = new pb.CreateResponse();
      if (request.getPreview()) {
        answer.setProperties(toStruct(this.withUnknownOutputs(request.getUrn(), inputs)));
        return answer;
      }
      const state = await withTimeout(request, inputs, (timed) =>
        handler.create(visible(timed), contextOf(request, {})),
      );
      answer.setId(state.id);
      answer.setProperties(toStruct(storedOutputs(state)));
      return answer;
    });
  }

  read(request: pb.ReadRequest): Promise<pb.ReadResponse> {
    return this.operation(request.getUrn(), async (handler, kind) => {
      const olds = toProperties(request.getProperties());
      const context = contextOf(request, olds);
      const answer = new pb.ReadResponse();
      // An import, and a look with `get`, have no state.
      const isKnown = olds.status !== undefined;
      const state = isKnown
        ? await handler.read(request.getId(), visible(olds), context)
        : await this.adopt(handler, kind, request.getId(), visible(olds), context);
      if (!state) return answer;
      answer.setId(state.id);
      answer.setProperties(toStruct(storedOutputs(state)));
      answer.setInputs(toStruct(state.inputs ?? toProperties(request.getInputs())));
      return answer;
    });
  }

  update(request: pb.UpdateRequest): Promise<pb.UpdateResponse> {
    return this.operation(request.getUrn(), async (handler) => {
      const [olds, news] = [toProperties(request.getOlds()), toProperties(request.getNews())];
      const answer = new pb.UpdateResponse();
      if (request.getPreview()) {
        answer.setProperties(toStruct({ ...olds, ...news }));
        return answer;
      }
      const context = { ...contextOf(request, olds), ignored: request.getIgnorechangesList() };
      const state = await withTimeout(request, news, (timed) =>
        handler.update(request.getId(), visible(olds), visible(timed), context),
      );
      answer.setProperties(toStruct(storedOutputs(state)));
      return answer;
    });
  }

  delete(request: pb.DeleteRequest): Promise<Empty> {
    return this.operation(request.getUrn(), async (handler) => {
      const olds = toProperties(request.getProperties());
      await this.run().lookForProgram();
      await handler.delete(
        request.getId(),
        visible(timedBy("delete", request.getTimeout(), olds)),
        contextOf(request, olds),
      );
      return new Empty();
    });
  }

  private operation<T>(
    urn: string,
    work: (handler: ResourceHandler, kind: string) => Promise<T>,
  ): Promise<T> {
    const run = this.run();
    const kind = kindOf(typeOf(urn));
    return run.operation(() => work(run.handler(kind), kind));
  }

  private adopt(
    handler: ResourceHandler,
    kind: string,
    text: string,
    declared: Properties,
    context: Context,
  ) {
    const { id, place } = parseImportId(text, this.configuredRegion(kind));
    return handler.adopt(id, { ...declared, ...place }, context);
  }

  /** The state must contain the region: a deletion needs it whatever the configuration is then. */
  private defaults(kind: string): Properties {
    const regionId = this.configuredRegion(kind);
    return regionId === undefined ? {} : { regionId };
  }

  private configuredRegion(kind: string): string | undefined {
    return this.configured(`${kind.split(":")[0]}RegionId`);
  }

  /** In a preview, an output is known only when it is an argument, too. */
  private withUnknownOutputs(urn: string, inputs: Properties): Properties {
    const names = this.schema.outputNames(typeOf(urn));
    return { ...Object.fromEntries(names.map((name) => [name, unknownText])), ...inputs };
  }
}

function contextOf(request: { getUrn(): string }, olds: Properties): Context {
  return { urn: request.getUrn(), privateState: privateStateOf(olds) };
}

/** The type token in a URN, such as "eni:alibaba:NetworkInterface". Types of parents come before it. */
function typeOf(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

/** The kind of a resource, such as "alibaba:NetworkInterface". */
function kindOf(type: string): string {
  return type.split(":").slice(1).join(":");
}

/**
 * Runs a create or an update with the time-out of the option `customTimeouts`. It is an option and no argument, so the state does
 * not have it: it would differ from what the program declares.
 */
async function withTimeout(
  request: { getTimeout(): number },
  inputs: Properties,
  work: (timed: Properties) => Promise<ResourceState>,
): Promise<ResourceState> {
  const asDeclared = (state: ResourceState): ResourceState => ({
    ...state,
    outputs: { ...state.outputs, timeouts: inputs.timeouts },
  });
  try {
    return asDeclared(await work(timedBy("create", request.getTimeout(), inputs)));
  } catch (error) {
    if (!(error instanceof PartialFailure)) throw error;
    throw new PartialFailure(error.message, asDeclared(error.state));
  }
}

/** @param seconds as the engine gives it; 0: none */
function timedBy(operation: "create" | "delete", seconds: number, properties: Properties): Properties {
  const { timeouts } = properties;
  if (seconds <= 0 || isUnknown(timeouts)) return properties;
  return { ...properties, timeouts: { [operation]: `${seconds}s`, ...(timeouts as object | undefined) } };
}
