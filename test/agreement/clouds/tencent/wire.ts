import { tc3, v2 } from "../../../wire/emulator-tencent-caller";
import { usualActions as actions, type RawCalls } from "../../wire";
import type { WireStep } from "../../wire-step";

const isOnPair = ({ step }: WireStep) => step === "attach" || step === "detach";

export const tencentV3Wire: RawCalls = async (emulator, step) => {
  const body = JSON.stringify({
    ...(step.step === "create" ? {} : { NetworkInterfaceId: step.networkInterfaceId }),
    ...(isOnPair(step) ? { InstanceId: step.instanceId } : interfaceFields(step)),
  });
  const { Error: refusal } = await tc3(emulator, { action: actions[step.step], body });
  return refusal === undefined ? "accepted" : { code: refusal.Code };
};

function interfaceFields({ step, declared = {} }: WireStep) {
  const groups = { SecurityGroupIds: declared.securityGroupIds };
  if (step === "change") return groups;
  if (step !== "create") return {};
  const addresses = addressesOf(declared);
  return {
    ...groups,
    VpcId: declared.vpcId,
    SubnetId: declared.subnetId,
    NetworkInterfaceName: declared.name,
    SecondaryPrivateIpAddressCount: declared.secondaryIpAddressCount,
    TrunkingFlag: declared.trunkingFlag,
    ...(addresses.length > 0 ? { PrivateIpAddresses: addresses } : {}),
  };
}

function addressesOf({ primaryIpAddress, secondaryIpAddresses }: Readonly<Record<string, unknown>>) {
  const row = (address: unknown, Primary: boolean) => ({ PrivateIpAddress: address, Primary });
  const primary = primaryIpAddress === undefined ? [] : [row(primaryIpAddress, true)];
  return [...primary, ...[secondaryIpAddresses ?? []].flat().map((address) => row(address, false))];
}

export const tencentV2Wire: RawCalls = async (emulator, step, { vpcId }) => {
  const answer = await v2(emulator, actions[step.step], {
    vpcId: String(vpcId),
    ...(step.step === "create" ? createFields(step) : { networkInterfaceId: step.networkInterfaceId }),
    ...(isOnPair(step) ? { instanceId: step.instanceId } : {}),
  });
  return Number(answer.code) === 0 ? "accepted" : { code: answer.codeDesc ?? String(answer.code) };
};

function createFields({ declared = {} }: WireStep): Readonly<Record<string, string>> {
  const groups = [declared.securityGroupIds ?? []].flat().map((id, index) => [`sgIds.${index}`, id]);
  const addresses = addressesOf(declared).flatMap(({ PrivateIpAddress, Primary }, index) => [
    [`privateIpAddressSet.${index}.privateIpAddress`, PrivateIpAddress],
    [`privateIpAddressSet.${index}.primary`, Primary],
  ]);
  const { secondaryIpAddressCount: count } = declared;
  const fields = [
    ...[...groups, ...addresses],
    ...(count === undefined ? [] : [["secondaryPrivateIpAddressCount", count]]),
    ["subnetId", declared.subnetId],
    ["eniName", declared.name],
  ];
  return Object.fromEntries(fields.map(([name, value]) => [String(name), String(value)]));
}
