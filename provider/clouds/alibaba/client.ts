import type RpcClient from "@alicloud/pop-core/lib/rpc";
import { z } from "zod/v3";
import { boundedAgent, Exchange } from "../../core/bounded-agent";
import type { Credentials } from "../../core/credentials";
import { type CloudError, cloudErrorOf } from "../../core/errors";
import { foreignAnswer, retryAfterMs } from "../../core/foreign-answer";
import { answerTimeoutMs, NoHttpAnswer } from "../../core/http";
import { type Call, noAnswer, readAnswer, refusedKeys } from "../../core/no-answer";
import { noConnection } from "../../core/no-connection";
import type { HttpProxy } from "../../core/proxy";
import { openRoute, type Route } from "../../core/route";
import { codes } from "./codes";
import type { Keys } from "./credentials";

export const cloudTitle = "Alibaba Cloud";
const endpointSetting = "PULUMI_ENI_ALIBABA_ENDPOINT or `pulumi config set eni:alibabaEndpoint`";

/** Every answer of the API has a request id. An answer with neither that nor a code is another server's. */
const receiptShape = z.object({ RequestId: z.string().min(1) }).passthrough();

export interface Product {
  readonly endpoint: string;
  /** Whether the region's id gives the host. */
  readonly followsRegion?: boolean;
  readonly version: string;
  /** How policies name the product; default: "ecs". */
  readonly service?: string;
  readonly proxy?: HttpProxy | undefined;
}

/** Calls of one RPC product with one source of credentials. */
export class AlibabaClient {
  private rpc: RpcClient | undefined;
  /** The keys of the latest call; the SDK signs with them. */
  private keys: Keys | undefined;
  private readonly options: object;
  private readonly route: Route;

  constructor(
    private readonly product: Product,
    private readonly credentials: Credentials<Keys>,
    private readonly timeoutMs = answerTimeoutMs,
  ) {
    // The SDK's own timeouts only limit the silence on the connection. The exchange ends the call before them.
    const sdkTimeoutMs = timeoutMs + 1_000;
    this.route = openRoute(product.endpoint, product.proxy);
    this.options = {
      method: "POST",
      connectTimeout: sdkTimeoutMs,
      readTimeout: sdkTimeoutMs,
      agent: boundedAgent(this.route),
    };
  }

  /** A call whose answer has a documented shape. */
  async read<Shape extends z.ZodTypeAny>(
    action: string,
    parameters: Readonly<Record<string, unknown>>,
    shape: Shape,
  ): Promise<z.output<Shape>> {
    return readAnswer({ cloudTitle, action }, shape, await this.call(action, parameters));
  }

  /** One call on the wire. It is a POST, because a GET would put key id, signature and token into the URL. */
  async call(action: string, parameters: Readonly<Record<string, unknown>>): Promise<unknown> {
    // Looked up before the call, so that a missing key is not reported as a failed request.
    const keys = await this.credentials.get();
    this.keys = keys;
    this.rpc ??= this.open();
    const { rpc } = this;
    const exchange = new Exchange(this.route);
    try {
      const answer = await exchange.run(this.timeoutMs, () => rpc.request(action, parameters, this.options));
      const isSuccess = exchange.status !== undefined && exchange.status >= 200 && exchange.status < 300;
      if (isSuccess) return receiptShape.parse(answer);
      throw new Error("no success");
    } catch (error) {
      throw this.toCloudError(action, error, exchange, keys);
    }
  }

  /** Loads the vendor's SDK with the first call, because most runs of an unchanged program make no call. */
  private open(): RpcClient {
    // Only its RPC half. The package's index loads an XML parser for the other half, which takes twice as long.
    const Client = require("@alicloud/pop-core/lib/rpc") as typeof RpcClient;
    // The type declaration of the package is older than its code, which accepts a credentials provider.
    const config = {
      endpoint: this.product.endpoint,
      apiVersion: this.product.version,
      credentialsProvider: { getCredentials: async () => this.keys },
    };
    return new Client(config as unknown as RpcClient.Config);
  }

  private toCloudError(action: string, error: unknown, exchange: Exchange, keys: Keys): CloudError {
    const thrown = error as {
      readonly data?: { readonly Code?: unknown; readonly RequestId?: unknown; readonly Message?: unknown };
    };
    const { endpoint, followsRegion } = this.product;
    const call: Call = {
      cloudTitle,
      action,
      endpoint,
      endpointSetting: followsRegion
        ? `it follows from \`regionId\`, or from ${endpointSetting}`
        : endpointSetting,
    };
    if (error instanceof NoHttpAnswer) return noAnswer(call, error.reason);
    const { status, headers } = exchange;
    if (status === undefined) return noAnswer(call, noConnection(this.route.title, undefined));
    const { Code: code, RequestId: requestId, Message: message } = thrown.data ?? {};
    // The message of pop-core quotes the URL, so it is not shown. The endpoint and what happened are enough.
    if (typeof code !== "string") return foreignAnswer(call, { status, headers });
    const failure = cloudErrorOf(
      codes,
      {
        cloudTitle,
        action,
        code,
        requestId: requestId === undefined ? undefined : String(requestId),
        httpStatus: status,
        cloudMessage: message === undefined ? undefined : String(message),
        retryAfterMs: askedPauseMs(headers),
        permission: `${this.product.service ?? "ecs"}:${action}`,
      },
      keys,
    );
    return failure.kind === "authentication" ? refusedKeys(failure, call, this.credentials) : failure;
  }
}

/** The vendor's SDKs read the cloud's own header as milliseconds; a gateway may send the standard header. */
function askedPauseMs(headers: Exchange["headers"]): number | undefined {
  const own = Number(headers["x-acs-retry-after"]);
  return own > 0 ? own : retryAfterMs(headers);
}
