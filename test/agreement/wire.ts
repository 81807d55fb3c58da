import type { Emulator } from "../../emulator";
import { signedV3 } from "../wire/emulator-alibaba-caller";
import { tc3, v2 } from "../wire/emulator-tencent-caller";
import { call } from "../wire/emulator-zenlayer-caller";
import type { WireStep } from "./wire-step";

/** What the cloud answers to one call: "accepted", or the code of its refusal. */
export type Answer = "accepted" | { readonly code: string };

/** The three calls on the wire, signed by hand: no client of the provider has a part in them. */
export type RawCalls = (
  emulator: Emulator,
  step: WireStep,
  place: Readonly<Record<string, unknown>>,
) => Promise<Answer>;

const actions = {
  attach: "AttachNetworkInterface",
  detach: "DetachNetworkInterface",
  delete: "DeleteNetworkInterface",
} as const;

export const alibabaWire: RawCalls = async (emulator, step, { regionId }) => {
  const parameters = Object.entries({
    InstanceId: step.step === "delete" ? undefined : step.instanceId,
    NetworkCardIndex: step.step === "attach" ? step.networkCardIndex : undefined,
    NetworkInterfaceId: step.networkInterfaceId,
    RegionId: regionId,
    TrunkNetworkInstanceId: step.step === "delete" ? undefined : step.trunkInterfaceId,
  });
  const query = parameters
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]))
    .sort()
    .join("&");
  const reply = await signedV3(emulator, actions[step.step], { query });
  const body = (await reply.json()) as { readonly Code?: string };
  return body.Code === undefined ? "accepted" : { code: body.Code };
};

export const tencentV3Wire: RawCalls = async (emulator, step) => {
  const body = JSON.stringify({
    NetworkInterfaceId: step.networkInterfaceId,
    ...(step.step === "delete" ? {} : { InstanceId: step.instanceId }),
  });
  const { Error: refusal } = await tc3(emulator, { action: actions[step.step], body });
  return refusal === undefined ? "accepted" : { code: refusal.Code };
};

export const tencentV2Wire: RawCalls = async (emulator, step, { vpcId }) => {
  const answer = await v2(emulator, actions[step.step], {
    vpcId: String(vpcId),
    networkInterfaceId: step.networkInterfaceId,
    ...(step.step === "delete" ? {} : { instanceId: step.instanceId }),
  });
  return Number(answer.code) === 0 ? "accepted" : { code: answer.codeDesc ?? String(answer.code) };
};

export const zenlayerWire: RawCalls = async (emulator, step) => {
  const { body } = await call(emulator, actions[step.step], {
    nicId: step.networkInterfaceId,
    ...(step.step === "attach" ? { instanceId: step.instanceId } : {}),
  });
  return body.code === undefined ? "accepted" : { code: body.code };
};
