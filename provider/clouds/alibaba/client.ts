import RpcClient from "@alicloud/pop-core";
import { CloudError, cloudErrorOf } from "../../core/errors";
import type { Credentials } from "./credentials";
import { codes } from "./errors";

export const cloudTitle = "Alibaba Cloud";

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
    private readonly credentials: Credentials,
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

  private open(): RpcClient {
    // The type declaration of the package lags behind its code, which takes a credentials provider.
    const config = {
      endpoint: this.product.endpoint,
      apiVersion: this.product.version,
      credentialsProvider: { getCredentials: () => this.credentials.get() },
    };
    return new RpcClient(config as unknown as RpcClient.Config);
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
    if (thrown.data?.Code === undefined) {
      return new CloudError({ cloudTitle, action }, this.noAnswer(thrown.code, thrown.message));
    }
    const retryAfter = Number(thrown.entry?.response?.headers?.["x-acs-retry-after"]);
    const code = String(thrown.data.Code);
    const failure = cloudErrorOf(codes, {
      cloudTitle,
      action,
      code,
      requestId: thrown.data.RequestId === undefined ? undefined : String(thrown.data.RequestId),
      httpStatus: thrown.entry?.response?.statusCode,
      said: thrown.data.Message === undefined ? undefined : String(thrown.data.Message),
      // The vendor's SDKs read this header as milliseconds.
      retryAfterMs: retryAfter > 0 ? retryAfter : undefined,
    });
    return failure.kind === "authentication"
      ? this.withSource(failure, { cloudTitle, action, code })
      : failure;
  }

  /** A refused key is told with the place it came from: that is what the reader has to put right. */
  private withSource(
    failure: CloudError,
    answer: { readonly cloudTitle: string; readonly action: string; readonly code: string },
  ): CloudError {
    return new CloudError(
      { ...answer, requestId: failure.requestId },
      {
        kind: "authentication",
        meaning: `${this.product.endpoint} does not accept the credentials.`,
        remedy: `They came from ${this.credentials.source()}. ${this.credentials.remedy()}`,
      },
    );
  }

  /** pop-core's own message quotes the URL and is not shown; what matters is which endpoint and what happened. */
  private noAnswer(code: string | undefined, message: string | undefined) {
    const { endpoint } = this.product;
    const what =
      code !== undefined
        ? `no connection to ${endpoint} (${code}).`
        : /Timeout/.test(message ?? "")
          ? `${endpoint} did not answer within ${readTimeoutMs / 1_000} s.`
          : `the answer of ${endpoint} is not one of its API: a proxy or another server may have given it.`;
    return {
      kind: "uncertain" as const,
      meaning: what,
      remedy:
        "Check the network and the endpoint (PULUMI_ENI_ALIBABA_ENDPOINT or `pulumi config set eni:alibabaEndpoint`); for the emulator: is it running?",
    };
  }
}
