/** The plugin that does nothing: the entry of a process that an engine starts. It is bundled into one file. */
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { handler, type TwinProperties, templateOf } from "./twin-answers";

type Callback = (error: Error | null, answer?: unknown) => void;

/** The engine's text for a value that is not known yet. */
const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

function unary<Request>(answer: (request: Request) => unknown) {
  return async (call: { request: Request }, callback: Callback) => {
    try {
      callback(null, await answer(call.request));
    } catch (error) {
      callback(error instanceof Error ? error : new Error(String(error)));
    }
  };
}

function toStruct(properties: TwinProperties): Struct {
  return Struct.fromJavaScript(properties as Record<string, JavaScriptValue>);
}

function toProperties(struct: Struct | undefined): TwinProperties {
  return struct?.toJavaScript() ?? {};
}

/** The kind of a resource, such as "alibaba:NetworkInterface", from its URN. */
function kindOf(request: { getUrn(): string }): string {
  const type = request.getUrn().split("::")[2]?.split("$").at(-1) ?? "";
  return type.split(":").slice(1).join(":");
}

async function check(request: pb.CheckRequest): Promise<pb.CheckResponse> {
  const { inputs } = await handler(kindOf(request)).check({}, toProperties(request.getNews()));
  const answer = new pb.CheckResponse();
  answer.setInputs(toStruct(inputs));
  return answer;
}

async function diff(request: pb.DiffRequest): Promise<pb.DiffResponse> {
  const [olds, news] = [toProperties(request.getOlds()), toProperties(request.getNews())];
  const { changes } = await handler(kindOf(request)).diff(request.getId(), olds, news);
  const answer = new pb.DiffResponse();
  const { DIFF_SOME, DIFF_NONE } = pb.DiffResponse.DiffChanges;
  answer.setChanges(changes ? DIFF_SOME : DIFF_NONE);
  return answer;
}

async function create(request: pb.CreateRequest): Promise<pb.CreateResponse> {
  const [kind, inputs] = [kindOf(request), toProperties(request.getProperties())];
  const answer = new pb.CreateResponse();
  if (request.getPreview()) {
    const names = Object.keys(templateOf(kind).outputs);
    const outputs = Object.fromEntries(names.map((name) => [name, unknownText]));
    answer.setProperties(toStruct({ ...outputs, ...inputs }));
    return answer;
  }
  const { id, outs } = await handler(kind).create(inputs);
  answer.setId(id);
  answer.setProperties(toStruct(outs));
  return answer;
}

async function read(request: pb.ReadRequest): Promise<pb.ReadResponse> {
  const properties = toProperties(request.getProperties());
  const { id, props } = await handler(kindOf(request)).read(request.getId(), properties);
  const answer = new pb.ReadResponse();
  answer.setId(id);
  answer.setProperties(toStruct(props));
  answer.setInputs(request.getInputs());
  return answer;
}

async function update(request: pb.UpdateRequest): Promise<pb.UpdateResponse> {
  const [olds, news] = [toProperties(request.getOlds()), toProperties(request.getNews())];
  const { outs } = await handler(kindOf(request)).update(request.getId(), olds, news);
  const answer = new pb.UpdateResponse();
  answer.setProperties(toStruct(outs));
  return answer;
}

const server = new Server();
server.addService(ResourceProviderService, {
  handshake: unary(() => new pb.ProviderHandshakeResponse()),
  getPluginInfo: unary(() => {
    const info = new PluginInfo();
    info.setVersion("0.0.0");
    return info;
  }),
  checkConfig: unary((request: pb.CheckRequest) => {
    const answer = new pb.CheckResponse();
    answer.setInputs(request.getNews());
    return answer;
  }),
  diffConfig: unary(() => new pb.DiffResponse()),
  configure: unary(() => {
    const answer = new pb.ConfigureResponse();
    answer.setSupportspreview(true);
    return answer;
  }),
  cancel: unary(() => new Empty()),
  check: unary(check),
  diff: unary(diff),
  create: unary(create),
  read: unary(read),
  update: unary(update),
  delete: unary(() => new Empty()),
});
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(port);
});
// An engine that is killed cannot end its plugins.
process.stdin.once("end", () => process.exit()).resume();
