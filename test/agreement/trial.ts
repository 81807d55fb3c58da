import type { StoredInterface } from "../../emulator";
import { setQuotas } from "../support/accounts";
import { VirtualWorld } from "../support/virtual-run";
import type { AgreementCloud, Combination, OperationName, Scene } from "./combination";
import { limitKey } from "./keys";
import { type Preview, type ProviderPort, provider } from "./provider-port";
import { type Evidence, isForEver, isPassing, judge, type StepAnswer, type Verdict } from "./verdict";
import type { Answer } from "./wire";
import type { WireStep } from "./wire-step";

/** How long a transition of an interface takes: shorter than those of instances, so that the two do not coincide. */
const transitionMs = 400;
/** Longer than everything that passes by itself takes in a scene. */
const settledMs = 60_000;

/** An emulator on which combinations are tried, one after another. */
export class Bench {
  private constructor(
    private readonly world: VirtualWorld,
    private readonly port: ProviderPort,
  ) {}

  static async open(port: ProviderPort = provider): Promise<Bench> {
    return new Bench(await VirtualWorld.create({ transitionMs, scenario: {} }), port);
  }

  close(): Promise<void> {
    return this.world.close();
  }

  async tryOut(cloud: AgreementCloud, combination: Combination): Promise<Trial> {
    const scene = cloud.sceneOf(combination.operation, combination.choice);
    const told = scene.key && (await this.previewWithAnyKey(cloud, scene));
    this.put(cloud, scene);
    const preview = await this.port.preview(this.world, cloud.cloudCase, scene.order);
    const answers: StepAnswer[] = [];
    // What the wire answers to a key that may not look is compared with nothing: preview and `up` do not come to a call.
    for (const [index, step] of scene.key === "blind" ? [] : scene.steps.entries()) {
      this.putBehind(cloud, scene, scene.steps.slice(0, index));
      const now = await this.send(cloud, scene, step);
      const mayPass = now !== "accepted" && isPassing(step.step, preview, scene.hiddenObstacles);
      answers.push({ step, now, later: mayPass ? await this.sendLater(cloud, scene, step) : undefined });
      // What can never be detached never comes to the step behind that.
      if (now !== "accepted" && isForEver(step.step, preview)) break;
    }
    this.put(cloud, scene);
    const before = this.stored(cloud);
    const up = await this.port.run(this.world, cloud.cloudCase, scene.order);
    const evidence: Evidence = {
      ...{
        preview,
        hiddenObstacles: scene.hiddenObstacles,
        relents: scene.relents,
        steps: scene.steps,
        answers,
        up,
      },
      isGoalShown: this.isGoalShown(cloud, scene),
      isLeft: this.isLeft(cloud, combination.operation, scene),
      limited: scene.key &&
        told && {
          key: scene.key,
          codes: cloud.deniedCodes,
          told,
          isUntouched: this.stored(cloud) === before,
        },
    };
    return { combination, evidence, verdict: judge(evidence) };
  }

  private previewWithAnyKey(cloud: AgreementCloud, scene: Scene): Promise<Preview> {
    this.put(cloud, { ...scene, key: undefined });
    return this.port.preview(this.world, cloud.cloudCase, scene.order);
  }

  /** Which interfaces there are and who holds them. */
  private stored({ cloudCase }: AgreementCloud): string {
    const all = this.world.emulator.store.interfaces(cloudCase.storeName);
    return JSON.stringify(all.map(({ id, instanceId }) => [id, instanceId]).sort());
  }

  private put({ cloudCase }: AgreementCloud, { scenario, quotas, key }: Scene): void {
    const { emulator } = this.world;
    emulator.reset();
    emulator.seed(scenario);
    if (quotas !== undefined) setQuotas(emulator, cloudCase.storeName, quotas);
    if (key !== undefined) limitKey(emulator, cloudCase, key);
  }

  /** The scene as it is once these steps are done, by a hand that no rule holds back. */
  private putBehind(agreementCloud: AgreementCloud, scene: Scene, done: readonly WireStep[]): void {
    this.put(agreementCloud, scene);
    const detached = done.filter(({ step }) => step === "detach");
    const { emulator } = this.world;
    const cloud = agreementCloud.cloudCase.storeName;
    for (const id of [...scene.ending, ...detached.map(({ networkInterfaceId }) => networkInterfaceId)]) {
      if (emulator.store.interface(cloud, id)) emulator.act({ act: "detach", cloud, interfaceId: id });
    }
    for (const { step, networkInterfaceId: interfaceId } of done) {
      if (step === "delete") emulator.act({ act: "delete", cloud, interfaceId });
      if (step === "create" && scene.made) emulator.seed({ interfaces: [scene.made] });
    }
  }

  private async send(cloud: AgreementCloud, scene: Scene, step: WireStep): Promise<Answer> {
    const answer = await cloud.wire(this.world.emulator, step, scene.order.inputs);
    if (step.step !== "create" || answer !== "accepted") return answer;
    // A cloud can accept a create and show only later that nothing came of it.
    this.world.clock.pass(settledMs);
    return this.made(cloud, scene)?.status === "failed" ? { code: "CREATE_FAILED" } : answer;
  }

  /** The interface that was not there at the beginning. */
  private made({ cloudCase }: AgreementCloud, { scenario }: Scene): StoredInterface | undefined {
    const known = new Set(scenario.interfaces?.map(({ id }) => id));
    return this.world.emulator.store.interfaces(cloudCase.storeName).find(({ id }) => !known.has(id));
  }

  private async sendLater(cloud: AgreementCloud, scene: Scene, step: WireStep): Promise<StepAnswer["later"]> {
    this.world.clock.pass(settledMs);
    return isStepDone(step, this.find(cloud, step.networkInterfaceId))
      ? "reached"
      : this.send(cloud, scene, step);
  }

  private find({ cloudCase }: AgreementCloud, id: string): StoredInterface | undefined {
    return this.world.emulator.store.interface(cloudCase.storeName, id);
  }

  private isGoalShown(cloud: AgreementCloud, scene: Scene): boolean {
    const { order, isUnknown } = scene;
    switch (order.do) {
      case "create":
        return this.made(cloud, scene)?.status === "available";
      case "recreate": {
        const isReplaced = this.made(cloud, scene)?.status === "available";
        return isReplaced && this.find(cloud, order.id) === undefined;
      }
      case "change": {
        const { securityGroupIds, securityGroupId = securityGroupIds } = order.inputs;
        const seen = this.find(cloud, order.id)?.securityGroupIds;
        return JSON.stringify(seen) === JSON.stringify([securityGroupId].flat());
      }
      case "create and attach": {
        const seen = this.made(cloud, scene);
        return seen?.status === "attached" && seen.instanceId === order.attachment.instanceId;
      }
      case "attach":
      case "replace": {
        const seen = this.find(cloud, order.inputs.networkInterfaceId);
        const isThere = seen?.status === "attached" && seen.instanceId === order.inputs.instanceId;
        return isThere && (order.do === "attach" || this.isOff(cloud, order.before));
      }
      case "detach":
        return this.isOff(cloud, order.inputs);
      case "delete":
        return isUnknown || this.find(cloud, order.id) === undefined;
      default:
        return order satisfies never;
    }
  }

  private isOff(
    cloud: AgreementCloud,
    pair: { readonly networkInterfaceId: string; readonly instanceId: string },
  ): boolean {
    return this.find(cloud, pair.networkInterfaceId)?.instanceId !== pair.instanceId;
  }

  /** Whether an interface that was held at the beginning still is, or one that was there is. */
  private isLeft(cloud: AgreementCloud, operation: OperationName, { steps, order }: Scene): boolean {
    const [first] = steps;
    if (operation === "replace" && order.do === "recreate" && first?.step === "create")
      return steps.length === 1 || this.find(cloud, order.id)?.status !== undefined;
    if (operation !== "move") return true;
    return first?.step !== "detach" || !this.isOff(cloud, first);
  }
}

export interface Trial {
  readonly combination: Combination;
  readonly evidence: Evidence;
  readonly verdict: Verdict;
}

function isStepDone({ step, instanceId }: WireStep, seen: StoredInterface | undefined): boolean {
  switch (step) {
    case "attach":
      return seen?.status === "attached" && seen.instanceId === instanceId;
    case "detach":
      return seen?.instanceId !== instanceId;
    case "delete":
      return seen === undefined;
    case "create":
    case "change":
      return false;
    default:
      return step satisfies never;
  }
}
