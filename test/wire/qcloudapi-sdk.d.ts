/** The vendor's client of the legacy API ships no types; this is what the tests use of it. */
declare module "qcloudapi-sdk" {
  interface Options {
    readonly SecretId?: string;
    readonly SecretKey?: string;
    readonly Region?: string;
    readonly host?: string;
    readonly protocol?: string;
    readonly method?: "GET" | "POST";
    readonly signatureMethod?: "sha1" | "sha256";
  }
  class QcloudApi {
    constructor(options: Options);
    request(
      data: Readonly<Record<string, unknown>>,
      options: Options,
      callback: (error: Error | null, body: unknown) => void,
    ): void;
  }
  export = QcloudApi;
}
