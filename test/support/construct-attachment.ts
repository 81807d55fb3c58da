/** Runs in a separate process, so that the SDK and the package are those of a program's folder. */
import { createRequire } from "node:module";
import { join } from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import type * as mocks from "@pulumi/pulumi/runtime/mocks";
import type * as eni from "../../provider";
import type { CloudName } from "../../provider/clouds";

/** What to construct; the command line has a list of these as JSON. */
export interface Construction {
  readonly cloud: CloudName;
  /** Default: NetworkInterfaceAttachment. */
  readonly resource?: "NetworkInterface";
  readonly args: Readonly<Record<string, unknown>>;
  readonly options?: {
    readonly deleteBeforeReplace?: boolean;
    readonly replaceOnChanges?: readonly string[];
    readonly customTimeouts?: Readonly<Record<string, unknown>>;
    /** A package: an explicit provider of it is made. Any other value is handed on as it is. */
    readonly provider?: string | object;
  };
  readonly config?: Readonly<Record<string, string>>;
  readonly secretKeys?: readonly string[];
  /** The folder whose packages are loaded; default: the working directory. */
  readonly packagesOf?: string;
  /** A resource of Pulumi's own dynamic.Resource of this type, in place of ours. */
  readonly twin?: { readonly module: string; readonly type: string };
  /** The engine refuses the registration with this text. */
  readonly refusedWith?: string;
}

/** What is printed for each: the requests to the engine, or why the constructor refused. */
export interface Constructed {
  readonly sdk: string;
  readonly requests: readonly RegisterRequest[];
  readonly refusal?: string;
  /** With its stack trace: why the engine refused the registration. */
  readonly rejection?: string;
  /** How deep stack traces are after it. */
  readonly stackTraceLimit: number;
}

export interface RegisterRequest {
  readonly type: string;
  readonly custom: boolean;
  readonly object: Readonly<Record<string, unknown>>;
  /** Every other field that the SDK sends. */
  readonly rest: Readonly<Record<string, unknown>>;
}

async function construct(construction: Construction): Promise<Constructed> {
  const { refusedWith } = construction;
  const load = createRequire(join(construction.packagesOf ?? process.cwd(), "program.js"));
  const sdk: typeof pulumi = load("@pulumi/pulumi");
  const { MockMonitor }: typeof mocks = load("@pulumi/pulumi/runtime/mocks");
  const { requests, stop } = recordRequests(MockMonitor);
  await sdk.runtime.setMocks(
    {
      newResource: ({ inputs }) => {
        if (refusedWith !== undefined) throw new Error(refusedWith);
        return { id: "eni-1:i-1", state: inputs };
      },
      call: ({ inputs }) => inputs,
    },
    "program",
    "dev",
  );
  sdk.runtime.setAllConfig({ ...construction.config }, [...(construction.secretKeys ?? [])]);
  const version: string = load("@pulumi/pulumi/package.json").version;
  try {
    const { urn } = construction.twin
      ? makeTwin(sdk, construction, construction.twin)
      : makeOurs(load, construction);
    const { stackTraceLimit } = Error;
    const rejection =
      refusedWith === undefined
        ? await new Promise<undefined>((resolve) => urn.apply(() => resolve(undefined)))
        : await firstRejection();
    return { sdk: version, requests, stackTraceLimit, ...(rejection === undefined ? {} : { rejection }) };
  } catch (error) {
    const refusal = error instanceof Error ? error.message : String(error);
    return { sdk: version, requests, stackTraceLimit: Error.stackTraceLimit, refusal };
  } finally {
    stop();
  }
}

/** Pulumi reports a refused registration with many promises that nobody awaits. */
function firstRejection(): Promise<string> {
  return new Promise((resolve) => {
    process.on("unhandledRejection", (error: Error) => resolve(error.stack ?? error.message));
  });
}

function makeOurs(load: NodeJS.Require, construction: Construction): pulumi.Resource {
  const { cloud, resource = "NetworkInterfaceAttachment", args } = construction;
  const options =
    typeof construction.options?.provider === "string"
      ? { ...construction.options, provider: makeProvider(load, construction.options.provider) }
      : construction.options;
  const clouds: typeof eni = load("pulumi-eni");
  const classes: Readonly<Record<string, Readonly<Record<string, unknown>>>> = clouds;
  const make = classes[cloud]?.[resource] as new (
    name: string,
    args: object,
    options: pulumi.CustomResourceOptions | undefined,
  ) => pulumi.Resource;
  return new make("data", args, options as pulumi.CustomResourceOptions | undefined);
}

function makeProvider(load: NodeJS.Require, packageName: string): pulumi.ProviderResource {
  const { ProviderResource }: typeof pulumi = load("@pulumi/pulumi");
  class Explicit extends ProviderResource {}
  return new Explicit(packageName, "explicit");
}

function makeTwin(
  sdk: typeof pulumi,
  { args }: Construction,
  { module, type }: { readonly module: string; readonly type: string },
): pulumi.Resource {
  const provider: pulumi.dynamic.ResourceProvider = {
    create: async (inputs) => ({ id: "eni-1:i-1", outs: inputs }),
  };
  class Twin extends sdk.dynamic.Resource {
    constructor() {
      super(provider, "data", { ...args, status: undefined }, undefined, module, type);
    }
  }
  return new Twin();
}

/** The mocks' own hook shows a part of the request only: here it is whole. */
function recordRequests(monitor: typeof mocks.MockMonitor): {
  requests: RegisterRequest[];
  stop: () => void;
} {
  const requests: RegisterRequest[] = [];
  const { registerResource } = monitor.prototype;
  monitor.prototype.registerResource = function record(request, callback) {
    const { object: _, ...rest } = request.toObject();
    requests.push({
      type: request.getType(),
      custom: request.getCustom(),
      object: request.getObject().toJavaScript(),
      rest,
    });
    return registerResource.call(this, request, callback);
  };
  const stop = () => {
    monitor.prototype.registerResource = registerResource;
  };
  return { requests, stop };
}

async function constructEach(constructions: readonly Construction[]): Promise<void> {
  const constructed: Constructed[] = [];
  for (const construction of constructions) constructed.push(await construct(construction));
  process.stdout.write(JSON.stringify(constructed));
}

void constructEach(JSON.parse(process.argv[2] ?? "[]"));
