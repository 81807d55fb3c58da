import { randomInt } from "node:crypto";
import { z } from "zod/v3";
import type { Credentials } from "../../core/credentials";
import { type CloudError, cloudErrorOf, findCode } from "../../core/errors";
import { foreignAnswer, retryAfterMs } from "../../core/foreign-answer";
import { answerTimeoutMs, type HttpAnswer, NoHttpAnswer, post } from "../../core/http";
import { parseJson } from "../../core/json";
import { type Call, noAnswer, readAnswer, refusedKeys } from "../../core/no-answer";
import type { HttpProxy } from "../../core/proxy";
import { openRoute, type Route } from "../../core/route";
import { wholeNumber } from "../../core/whole-number";
import { cloudTitle } from "./client";
import { codes } from "./codes";
import type { Keys } from "./credentials";
import { type SignatureMethod, signV2 } from "./sign-v2";

const endpointSetting =
  "PULUMI_ENI_TENCENT_ENDPOINT or PULUMI_ENI_TENCENT_V2_ENDPOINT, `pulumi config set eni:tencentV2Endpoint`";
const path = "/v2/index.php";

/** The largest nonce that numbers of every language hold exactly. */
const nonceBelow = 2 ** 47;

/**
 * One edition of the documentation has `code` as a number and `codeDesc`, another has `code` as a text and no
 * `codeDesc`.
 */
const envelope = z
  .object({ code: wholeNumber, message: z.string().nullish(), codeDesc: z.string().nullish() })
  .passthrough();

export interface ProductV2 {
  readonly endpoint: string;
  readonly regionId: string;
  readonly signatureMethod: SignatureMethod;
  readonly proxy?: HttpProxy | undefined;
}

/** Calls of the legacy API v2 of the product VPC with one source of credentials. */
export class TencentClientV2 {
  private readonly route: Route;

  constructor(
    private readonly product: ProductV2,
    private readonly credentials: Credentials<Keys>,
    private readonly timeoutMs = answerTimeoutMs,
  ) {
    this.route = openRoute(product.endpoint, product.proxy);
  }

  /** A call whose answer has a documented shape. */
  async read<Shape extends z.ZodTypeAny>(
    action: string,
    parameters: Readonly<Record<string, string | number>>,
    shape: Shape,
  ): Promise<z.output<Shape>> {
    return readAnswer({ cloudTitle, action }, shape, await this.call(action, parameters));
  }

  /** One call on the wire. It is a POST, because a GET would put key id, signature and token into the URL. */
  async call(action: string, parameters: Readonly<Record<string, string | number>>): Promise<unknown> {
    const url = new URL(`${this.product.endpoint}${path}`);
    const keys = await this.credentials.get();
    const form = this.sign(url, action, parameters, keys);
    const call: Call = { cloudTitle, action, endpoint: this.product.endpoint, endpointSetting };
    try {
      const headers = { "content-type": "application/x-www-form-urlencoded" };
      const request = { path: url.pathname, headers, body: form.toString() };
      return this.open(call, await post(this.route, request, this.timeoutMs), keys);
    } catch (error) {
      throw error instanceof NoHttpAnswer ? noAnswer(call, error.reason) : error;
    }
  }

  private sign(
    url: URL,
    action: string,
    own: Readonly<Record<string, string | number>>,
    keys: Keys,
  ): URLSearchParams {
    const { regionId, signatureMethod } = this.product;
    const parameters: Record<string, string> = {
      ...Object.fromEntries(Object.entries(own).map(([name, value]) => [name, String(value)])),
      Action: action,
      Region: regionId,
      Timestamp: String(Math.floor(Date.now() / 1_000)),
      Nonce: String(randomInt(1, nonceBelow)),
      SecretId: keys.secretId,
      SignatureMethod: signatureMethod,
      RequestClient: "pulumi-eni",
      ...(keys.token ? { Token: keys.token } : {}),
    };
    const request = { method: "POST", host: url.host, path, parameters } as const;
    return new URLSearchParams({
      ...parameters,
      Signature: signV2(request, keys.secretKey, signatureMethod),
    });
  }

  private open(call: Call, answer: HttpAnswer, keys: Keys): unknown {
    const parsed = envelope.safeParse(parseJson(answer.text));
    if (!parsed.success) throw foreignAnswer(call, answer);
    if (parsed.data.code !== 0)
      throw this.toCloudError(call, parsed.data, retryAfterMs(answer.headers), keys);
    // The error page of a gateway may be JSON with a zero in it.
    if (answer.status !== 200) throw foreignAnswer(call, answer);
    return parsed.data;
  }

  private toCloudError(
    call: Call,
    { code, codeDesc, message }: z.infer<typeof envelope>,
    pauseMs: number | undefined,
    keys: Keys,
  ): CloudError {
    const failure = cloudErrorOf(
      codes,
      {
        cloudTitle,
        action: call.action,
        code: wordOf(code, codeDesc ?? undefined, message ?? ""),
        cloudMessage: message || undefined,
        // The documentation does not promise it; a gateway may send it.
        retryAfterMs: pauseMs,
        permission: `vpc:${call.action}`,
      },
      keys,
    );
    return failure.kind === "authentication" ? refusedKeys(failure, call, this.credentials) : failure;
  }
}

/** These numbers stand for any failure of an operation, so alone they say too little. */
const vagueNumbers: readonly string[] = ["5000", "5100"];

/**
 * The code as a word, which says more than its number. It is in `codeDesc`, or in the message behind an inner number,
 * as in "(100004)InvalidVpc.NotFound". When no table has the word, the number is used, if that says what to do.
 */
export function wordOf(code: number, codeDesc: string | undefined, message: string): string {
  const inMessage = message.match(/[A-Z][A-Za-z]+(?:\.[A-Za-z]+)*/g) ?? [];
  const words = codeDesc ? [codeDesc, ...inMessage] : inMessage;
  const known = words.find((word) => findCode(codes, word));
  if (known) return known;
  const number = String(code);
  if (!codeDesc) return number;
  return findCode(codes, number) && !vagueNumbers.includes(number) ? number : codeDesc;
}
