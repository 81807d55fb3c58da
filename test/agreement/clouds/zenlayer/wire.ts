import { call } from "../../../wire/emulator-zenlayer-caller";
import { usualActions as actions, type RawCalls } from "../../wire";
import type { WireStep } from "../../wire-step";

export const zenlayerWire: RawCalls = async (emulator, step) => {
  const { body } = await call(emulator, actions[step.step], {
    ...(step.step === "create" ? {} : { nicId: step.networkInterfaceId }),
    ...interfaceFields(step),
    ...(step.step === "attach" ? { instanceId: step.instanceId } : {}),
  });
  return body.code === undefined ? "accepted" : { code: body.code };
};

function interfaceFields({ step, declared = {} }: WireStep) {
  const { subnetId, name, securityGroupId } = declared;
  if (step === "change") return { securityGroupId };
  return step === "create" ? { subnetId, name, securityGroupId } : {};
}
