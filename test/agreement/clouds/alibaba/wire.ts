import { signedV3 } from "../../../wire/emulator-alibaba-caller";
import { usualActions as actions, type RawCalls } from "../../wire";

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
