import { providerText } from "../../provider/resource";
import { pairText } from "./ledger";
import type { DeclaredResource, Program } from "./program";
import type { AttachmentName, InterfaceName, ResourceName, Scene, StackName } from "./scene";
import { StackState } from "./state";
import type { AttachmentDeclaration, InterfaceDeclaration, OptionsDeclaration, StoryStep } from "./story";

/** A step that changes the program. */
export type ProgramEdit = Extract<
  StoryStep,
  { do: "declare attachment" | "declare interface" | "remove from the program" | "rename" | "regroup" }
>;

/** A name that a resource had before, and whether it was in the component then. */
interface Alias {
  readonly name: ResourceName;
  readonly isInComponent: boolean;
}

interface Entry {
  readonly options: OptionsDeclaration;
  readonly aliases: readonly Alias[];
  readonly isInComponent: boolean;
}

/** One stack: what its program declares now, and what its state has. */
export class StackModel {
  readonly state = new StackState();
  readonly attachments = new Map<AttachmentName, Entry & { readonly as: AttachmentDeclaration }>();
  readonly interfaces = new Map<InterfaceName, Entry & { readonly as: InterfaceDeclaration }>();
  /** The stack's name in Pulumi. */
  private label: string;

  constructor(
    readonly name: StackName,
    private readonly scene: Scene,
  ) {
    this.label = name;
  }

  /** Changes the program. */
  edit(step: ProgramEdit): void {
    switch (step.do) {
      case "declare attachment":
        this.attachments.set(step.name, {
          as: step.as,
          options: step.options ?? {},
          aliases: [],
          isInComponent: false,
        });
        return;
      case "declare interface":
        this.interfaces.set(step.name, {
          as: step.as,
          options: step.options ?? {},
          aliases: [],
          isInComponent: false,
        });
        return;
      case "remove from the program":
        this.remove(step.name);
        return;
      case "rename":
        this.rename(step.name, step.to, step.withAlias);
        return;
      case "regroup":
        this.regroup(step.name, step.withAlias);
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
    const { isInComponent } = entry;
    const aliases = withAlias ? [...entry.aliases, { name, isInComponent }] : [];
    this.attachments.set(to, { ...entry, aliases });
  }

  private regroup(name: AttachmentName, withAlias: boolean): void {
    const entry = this.attachments.get(name);
    if (!entry) return;
    const { isInComponent } = entry;
    const aliases = withAlias ? [...entry.aliases, { name, isInComponent }] : [];
    this.attachments.set(name, { ...entry, isInComponent: !isInComponent, aliases });
  }

  /** `pulumi stack rename`. The outputs keep the old URN until the next update. */
  renameStack(): void {
    const before = `urn:pulumi:${this.label}::`;
    this.label = this.label === this.name ? `${this.name}-renamed` : this.name;
    const now = (urn: string) => urn.replace(before, `urn:pulumi:${this.label}::`);
    this.state.load(
      this.state.resources.map((resource) => ({
        ...resource,
        urn: now(resource.urn),
        dependencies: resource.dependencies.map(now),
        deletedWith: resource.deletedWith && now(resource.deletedWith),
      })),
    );
  }

  /** The URN of a declared resource, or of the one with this name that the state has. */
  urn(name: ResourceName): string {
    const declared = this.scene.isInterface(name) ? this.interfaces.get(name) : this.attachments.get(name);
    const [plain, grouped] = [false, true].map((isInside) => this.scene.urn(this.label, name, isInside)) as [
      string,
      string,
    ];
    if (declared) return declared.isInComponent ? grouped : plain;
    return this.state.find(grouped) ? grouped : plain;
  }

  /** The URNs of the names that a declared resource had before. */
  aliasUrns({ aliases }: Entry): readonly string[] {
    return aliases.map(({ name, isInComponent }) => this.scene.urn(this.label, name, isInComponent));
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
    const { of, to, moveFrom, mayMoveTo, inOtherRegion, get, ...more } = as;
    if (typeof of === "string" && !this.interfaces.has(of)) return [];
    if (get && typeof of === "number")
      return [this.lookUp(name, pairText(this.scene.interfaceId(of), this.scene.instanceId(to)), entry)];
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

  private lookUp(name: AttachmentName, id: string, entry: Entry): DeclaredResource {
    return {
      ...this.register("attachment", name, { ...this.scene.api.place }, entry, undefined),
      lookUp: id,
    };
  }

  private register(
    kind: DeclaredResource["kind"],
    name: ResourceName,
    args: object,
    entry: Entry,
    interfaceUrn: string | undefined,
  ): DeclaredResource {
    const { deletedWith, transformed, ...options } = entry.options;
    const urn = this.urn(name);
    const typeName = kind === "attachment" ? "NetworkInterfaceAttachment" : "NetworkInterface";
    const ofNode = {
      __urn: urn,
      __provider: providerText(`${this.scene.api.cloud.name}:${typeName}`),
      ...(options.ignoreChanges ? { __ignoreChanges: options.ignoreChanges } : {}),
    };
    const hidden = this.scene.host === "dynamic" ? ofNode : {};
    const allOptions = {
      ...options,
      ...transformed,
      aliases: this.aliasUrns(entry),
      ...(deletedWith && this.interfaces.has(deletedWith) ? { deletedWith: this.urn(deletedWith) } : {}),
    };
    return { urn, kind, inputs: { ...args, ...hidden }, interfaceUrn, options: allOptions };
  }
}
