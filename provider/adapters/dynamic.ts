import { asDynamicProvider, type DynamicProvider } from "./dynamic-host";
import { connectEngineLog } from "./engine-log";
import { ProviderRun } from "./provider-run";
import { modulesOfSdk } from "./sdk-modules";

/** The functions that the host calls, including the one for the stack's configuration. */
export interface ConfiguredProvider extends DynamicProvider {
  configure(request: { readonly config: ConfigReader }): Promise<void>;
}

export interface ConfigReader {
  get(key: string): string | undefined;
}

let config: ConfigReader | undefined;

/** One process serves one run. Its first argument is the engine's address. */
const run = new ProviderRun({
  engineAddress: process.argv[2],
  engineLog: connectEngineLog(process.argv[2], modulesOfSdk),
  configured: (name) => config?.get(`eni:${name}`),
});

/**
 * The provider of one kind of resource, such as "alibaba:NetworkInterfaceAttachment". The text in old states calls
 * this.
 */
export function handler(kind: string): ConfiguredProvider {
  const provider = asDynamicProvider(run.handler(kind), { recordsUrn: kind.endsWith("Attachment") });
  return {
    // Stored in the first statement, because the host starts other operations without waiting for this promise.
    configure: (request) => {
      config = request.config;
      return Promise.resolve();
    },
    check: (olds, news) => operation(() => provider.check(olds, news)),
    diff: (id, olds, news) => operation(() => provider.diff(id, olds, news)),
    create: (inputs) => operation(() => provider.create(inputs)),
    read: (id, properties) => operation(() => provider.read(id, properties)),
    update: (id, olds, news) => operation(() => provider.update(id, olds, news)),
    delete: (id, properties) =>
      operation(async () => {
        await run.lookForProgram();
        return provider.delete(id, properties);
      }),
  };
}

/** Runs one operation. Ctrl-C lets it finish its call. */
async function operation<T>(work: () => Promise<T>): Promise<T> {
  if (run.isIdle) process.on("SIGINT", onInterrupt);
  try {
    return await run.operation(work);
  } finally {
    // With a remaining listener, the engine would wait five seconds for this process at the end of every command.
    if (run.isIdle) process.off("SIGINT", onInterrupt);
  }
}

function onInterrupt(): void {
  run.interrupt();
}
