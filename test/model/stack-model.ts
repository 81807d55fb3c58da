import { providerText } from "../../provider/resource";
import type { DeclaredResource, Program } from "./program";
import type { AttachmentName, InterfaceName, ResourceName, Scene, StackName } from "./scene";
import { StackState } from "./state";
import type { AttachmentDeclaration, InterfaceDeclaration, OptionsDeclaration, StoryStep } from "./story";

/** A step that changes the program. */
export type ProgramEdit = Extract<
  StoryStep,
  { do: "declare attachment" | "declare interface" | "remove from the program" | "rename" }
>;

interface Entry {
  readonly options: OptionsDeclaration;
  /** Names that the resource had before, with an alias for each. */
  readonly aliases: readonly AttachmentName[];
}

/** One stack: what its program declares now, and what its state has. */
export class StackModel {
  readonly state = new StackState();
  readonly attachments = new Map<AttachmentName, Entry & { readonly as: AttachmentDeclaration }>();
  readonly interfaces = new Map<InterfaceName, Entry & { readonly as: InterfaceDeclaration }>();

  constructor(
    readonly name: StackName,
    private readonly scene: Scene,
  ) {}

  /** Changes the program. */
  edit(step: ProgramEdit): void {
    switch (step.do) {
      case "declare attachment":
        this.attachments.set(step.name, { as: step.as, options: step.options ?? {}, aliases: [] });
        return;
      case "declare interface":
        this.interfaces.set(step.name, { as: step.as, options: step.options ?? {}, aliases: [] });
        return;
      case "remove from the program":
        this.remove(step.name);
        return;
      case "rename":
        this.rename(step.name, step.to, step.withAlias);
        return;
      default:
        step satisfies never;
    }
  }

  private remove(name: ResourceName): void {
    if (this.scene.isInterface(name)) this.interfaces.delete(name);
    else this.attachments.delete(name);
  }

  private rename(name: AttachmentName, to: AttachmentName, withAlias: boolean): void {
    const entry = this.attachments.get(name);
    if (!entry) return;
    this.attachments.delete(name);
    this.attachments.set(to, { ...entry, aliases: withAlias ? [...entry.aliases, name] : [] });
  }

  urn(name: ResourceName): string {
    return this.scene.urn(this.name, name);
  }

  /** What the program registers. An attachment of an interface that it no longer declares cannot be written. */
  program(): Program {
    const interfaces = [...this.interfaces].map(([name, entry]) => this.interfaceOf(name, entry.as, entry));
    const attachments = [...this.attachments].flatMap(([name, entry]) =>
      this.attachmentOf(name, entry.as, entry),
    );
    return [...interfaces, ...attachments];
  }

  private interfaceOf(name: InterfaceName, as: InterfaceDeclaration, entry: Entry): DeclaredResource {
    const { variant, detachOnDelete } = as;
    const inputs = {
      ...this.scene.argumentsOf(variant, this.name, name),
      ...(detachOnDelete ? { detachOnDelete } : {}),
    };
    return this.register("interface", name, inputs, entry, undefined);
  }

  private attachmentOf(name: AttachmentName, as: AttachmentDeclaration, entry: Entry): DeclaredResource[] {
    const { of, to, moveFrom, mayMoveTo, inOtherRegion, ...more } = as;
    if (typeof of === "string" && !this.interfaces.has(of)) return [];
    const inputs = {
      ...this.scene.api.place,
      ...(inOtherRegion ? { regionId: this.scene.otherRegion } : {}),
      ...(typeof of === "number" ? { networkInterfaceId: this.scene.interfaceId(of) } : {}),
      instanceId: this.scene.instanceId(to),
      ...(moveFrom ? { moveFrom: moveFrom.map((slot) => this.scene.instanceId(slot)) } : {}),
      ...(mayMoveTo ? { mayMoveTo: mayMoveTo.map((slot) => this.scene.instanceId(slot)) } : {}),
      ...more,
    };
    return [
      this.register("attachment", name, inputs, entry, typeof of === "string" ? this.urn(of) : undefined),
    ];
  }

  private register(
    kind: DeclaredResource["kind"],
    name: ResourceName,
    args: object,
    { options, aliases }: Entry,
    interfaceUrn: string | undefined,
  ): DeclaredResource {
    const urn = this.urn(name);
    const typeName = kind === "attachment" ? "NetworkInterfaceAttachment" : "NetworkInterface";
    const ofNode = {
      __urn: urn,
      __provider: providerText(`${this.scene.api.cloud.name}:${typeName}`),
      ...(options.ignoreChanges ? { __ignoreChanges: options.ignoreChanges } : {}),
    };
    const hidden = this.scene.host === "dynamic" ? ofNode : {};
    const allOptions = { ...options, aliases: aliases.map((old) => this.urn(old)) };
    return { urn, kind, inputs: { ...args, ...hidden }, interfaceUrn, options: allOptions };
  }
}
