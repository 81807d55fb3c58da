import type { DynamicProvider } from "../../provider/adapters/dynamic-host";
import type { Properties } from "../../provider/contract/properties";

/** A call of the engine to a dynamic provider, as the provider sees it. */
export interface RecordedCall {
  readonly name: keyof DynamicProvider;
  readonly id: string;
  /** The URN in the properties: of the program, or else of the state. */
  readonly urn: string;
}

/** The same provider, which also notes each call. */
export function recorded(provider: DynamicProvider, note: (call: RecordedCall) => void): DynamicProvider {
  const noted = (name: keyof DynamicProvider, id: string, { __urn }: Properties) =>
    note({ name, id, urn: String(__urn ?? "") });
  return {
    ...provider,
    check: (olds, news) => {
      noted("check", "", news);
      return provider.check(olds, news);
    },
    diff: (id, olds, news) => {
      noted("diff", id, news);
      return provider.diff(id, olds, news);
    },
    create: (inputs) => {
      noted("create", "", inputs);
      return provider.create(inputs);
    },
    read: (id, properties) => {
      noted("read", id, properties);
      return provider.read(id, properties);
    },
    update: (id, olds, news) => {
      noted("update", id, news);
      return provider.update(id, olds, news);
    },
    delete: (id, properties) => {
      noted("delete", id, properties);
      return provider.delete(id, properties);
    },
  };
}
