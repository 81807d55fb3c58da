import { signedV3 } from "../../../wire/emulator-alibaba-caller";
import { usualActions as actions, type RawCalls } from "../../wire";
import type { WireStep } from "../../wire-step";

export const alibabaWire: RawCalls = async (emulator, step, { regionId }) => {
  const isOnPair = step.step === "attach" || step.step === "detach";
  const parameters = Object.entries({
    ...interfaceParameters(step),
    InstanceId: isOnPair ? step.instanceId : undefined,
    NetworkCardIndex: step.step === "attach" ? step.networkCardIndex : undefined,
    NetworkInterfaceId: step.step === "create" ? undefined : step.networkInterfaceId,
    RegionId: regionId,
    TrunkNetworkInstanceId: isOnPair ? step.trunkInterfaceId : undefined,
  });
  const query = parameters
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]))
    .sort()
    .join("&");
  const reply = await signedV3(emulator, actions[step.step], { query });
  const body = (await reply.json()) as { readonly Code?: string };
  return body.Code === undefined ? "accepted" : { code: body.Code };
};

function interfaceParameters({ step, declared = {} }: WireStep): Readonly<Record<string, unknown>> {
  const listed = (name: string, values: unknown) =>
    Object.fromEntries([values ?? []].flat().map((value, index) => [`${name}.${index + 1}`, value]));
  if (step === "change") return listed("SecurityGroupId", declared.securityGroupIds);
  if (step !== "create") return {};
  return {
    ...listed("SecurityGroupIds", declared.securityGroupIds),
    ...listed("PrivateIpAddress", declared.secondaryIpAddresses),
    VSwitchId: declared.subnetId,
    PrimaryIpAddress: declared.primaryIpAddress,
    SecondaryPrivateIpAddressCount: declared.secondaryIpAddressCount,
    Ipv6AddressCount: declared.ipv6AddressCount,
    InstanceType: declared.instanceType,
    NetworkInterfaceTrafficMode: declared.networkInterfaceTrafficMode,
  };
}
