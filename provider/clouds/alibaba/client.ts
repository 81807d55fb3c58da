import type RpcClient from "@alicloud/pop-core";
import type { Credentials } from "../../core/credentials";
import { type CloudError, cloudErrorOf } from "../../core/errors";
import { type Call, noAnswer, notOfTheApi, refusedKeys } from "../../core/no-answer";
import type { Keys } from "./credentials";
import { codes } from "./errors";

export const cloudTitle = "Alibaba Cloud";
const endpointSetting = "PULUMI_ENI_ALIBABA_ENDPOINT or `pulumi config set eni:alibabaEndpoint`";

/** The longest time to connect, and to the end of an answer. */
const connectTimeoutMs = 5_000;
const readTimeoutMs = 15_000;

export interface Product {
  readonly endpoint: string;
  readonly version: string;
}

/** Calls of one RPC product with one source of credentials. */
export class AlibabaClient {
  private rpc: RpcClient | undefined;

  constructor(
    private readonly product: Product,
    private readonly credentials: Credentials<Keys>,
  ) {}

  /** One call on the wire. By POST: a GET would put key id, signature and token into the URL. */
  async call(action: string, parameters: Readonly<Record<string, unknown>>): Promise<unknown> {
    // Found before the call, so that what the reader sees is not a failed request.
    await this.credentials.get();
    this.rpc ??= this.open();
    try {
      return await this.rpc.request(action, parameters, {
        method: "POST",
        timeout: [connectTimeoutMs, readTimeoutMs],
      });
    } catch (error) {
      throw this.toCloudError(action, error);
    }
  }

  /** The vendor's SDK is loaded with the first call: most runs of a program that did not change make none. */
  private open(): RpcClient {
    const Client = require("@alicloud/pop-core") as typeof RpcClient;
    // The type declaration of the package lags behind its code, which takes a credentials provider.
    const config = {
      endpoint: this.product.endpoint,
      apiVersion: this.product.version,
      credentialsProvider: { getCredentials: () => this.credentials.get() },
    };
    return new Client(config as unknown as RpcClient.Config);
  }

  private toCloudError(action: string, error: unknown): CloudError {
    const thrown = error as {
      readonly message?: string;
      readonly code?: string;
      readonly data?: { readonly Code?: unknown; readonly RequestId?: unknown; readonly Message?: unknown };
      readonly entry?: {
        readonly response?: { readonly statusCode?: number; readonly headers?: Record<string, string> };
      };
    };
    const call: Call = { cloudTitle, action, endpoint: this.product.endpoint, endpointSetting };
    if (thrown.data?.Code === undefined) return noAnswer(call, this.whyNoAnswer(thrown.code, thrown.message));
    const retryAfter = Number(thrown.entry?.response?.headers?.["x-acs-retry-after"]);
    const failure = cloudErrorOf(codes, {
      cloudTitle,
      action,
      code: String(thrown.data.Code),
      requestId: thrown.data.RequestId === undefined ? undefined : String(thrown.data.RequestId),
      httpStatus: thrown.entry?.response?.statusCode,
      said: thrown.data.Message === undefined ? undefined : String(thrown.data.Message),
      // The vendor's SDKs read this header as milliseconds.
      retryAfterMs: retryAfter > 0 ? retryAfter : undefined,
    });
    return failure.kind === "authentication" ? refusedKeys(failure, call, this.credentials) : failure;
  }

  /** pop-core's own message quotes the URL and is not shown; what matters is which endpoint and what happened. */
  private whyNoAnswer(code: string | undefined, message: string | undefined): string {
    const { endpoint } = this.product;
    if (code !== undefined) return `no connection to ${endpoint} (${code}).`;
    return /Timeout/.test(message ?? "")
      ? `${endpoint} did not answer within ${readTimeoutMs / 1_000} s.`
      : notOfTheApi(endpoint);
  }
}
