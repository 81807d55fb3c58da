import { call } from "../../../wire/emulator-zenlayer-caller";
import { usualActions as actions, type RawCalls } from "../../wire";

export const zenlayerWire: RawCalls = async (emulator, step) => {
  const { body } = await call(emulator, actions[step.step], {
    nicId: step.networkInterfaceId,
    ...(step.step === "attach" ? { instanceId: step.instanceId } : {}),
  });
  return body.code === undefined ? "accepted" : { code: body.code };
};
