import fc from "fast-check";
import { unknownText } from "../../provider/adapters/stored-properties";

/** Names that programs, states written by hand and JavaScript itself may bring. */
const names = [
  ...["regionId", "networkInterfaceId", "instanceId", "profile", "api", "vpcId", "timeouts", "preflight"],
  ...["ifAlreadyAttached", "moveFrom", "mayMoveTo", "networkCardIndex", "trunkNetworkInstanceId"],
  ...["subnetId", "securityGroupIds", "securityGroupId", "name", "description", "tags", "detachOnDelete"],
  ...["primaryIpAddress", "secondaryIpAddresses", "secondaryIpAddressCount", "bandwidth", "qosLevel"],
  ...[
    "status",
    "attachedTo",
    "accountId",
    "endpoint",
    "interfaceKind",
    "attachedThrough",
    "privateIpAddresses",
  ],
  ...["__urn", "__interface", "__provider", "__declared", "__madeIn", "__addresses", "__attachSent"],
  ...["__ignoreChanges", "__proto__", "constructor", "toString", "hasOwnProperty", "length", "then", "id"],
];

const text = fc.oneof(
  fc.string(),
  fc.constantFrom("", "true", "0", "null", "__proto__", unknownText, "é漢\u0000\u2028", "../..", "%00"),
  fc.integer({ min: 100, max: 20_000 }).map((length) => "x".repeat(length)),
);

/** Any value that JSON can carry, with unknowns at any depth. */
const value: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    text,
    fc.constantFrom(null, true, false, 0, -1, 1e308, 3.5),
    fc.integer(),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), tie("value"), { maxKeys: 4 }),
  ),
})).value;

/** Changes to valid properties: some have hostile values, some are new, and some are missing. */
export const hostileProperties: fc.Arbitrary<Readonly<Record<string, unknown>>> = fc.dictionary(
  fc.oneof({ arbitrary: fc.constantFrom(...names), weight: 6 }, { arbitrary: fc.string(), weight: 1 }),
  fc.oneof({ arbitrary: value, weight: 4 }, { arbitrary: fc.constant(undefined), weight: 1 }),
  { maxKeys: 5 },
);

/** Ids of every form, next to those that are right. */
export function hostileIds(right: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(...right),
    fc.constantFrom("", ":", "a:b", "a:b:c", "__proto__", "__proto__:constructor", " : ", unknownText),
    text,
  );
}

/** The body of an answer that no cloud should give: JSON of a wrong form, or something else. */
export const hostileBodies: fc.Arbitrary<string> = fc.oneof(
  value.map((any) => JSON.stringify(any) ?? "null"),
  fc
    .dictionary(fc.constantFrom(...answerNames()), value, { maxKeys: 5 })
    .map((fields) => JSON.stringify(fields)),
  fc
    .dictionary(fc.constantFrom(...answerNames()), value, { maxKeys: 5 })
    .map((Response) => JSON.stringify({ Response: { RequestId: "r", ...Response } })),
  fc.constantFrom("", "{", "[]", "<html>", "null", "\u0000", "{}", '{"Response":null}', '{"response":[]}'),
  fc.integer({ min: 10_000, max: 300_000 }).map((length) => `{"x":"${"y".repeat(length)}"}`),
);

function answerNames(): readonly string[] {
  return [
    ...["RequestId", "requestId", "response", "Response", "code", "Code", "message", "Message", "Error"],
    ...["NetworkInterfaceSets", "NetworkInterfaceSet", "TotalCount", "totalCount", "dataSet", "data"],
    ...["Instances", "InstanceSet", "NextToken", "NetworkInterfaceId", "TaskId", "codeDesc", "eniTasks"],
  ];
}
