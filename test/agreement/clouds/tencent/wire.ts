import { tc3, v2 } from "../../../wire/emulator-tencent-caller";
import { usualActions as actions, type RawCalls } from "../../wire";

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
