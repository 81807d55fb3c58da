import type { Identity } from "../contract/cloud";
import { kindOf } from "../core/errors";
import { memoize } from "../core/memoize";

/** Whose account a session uses. */
export class Caller {
  private readonly asked = memoize(
    (deadlineMs: number) => this.ask(deadlineMs),
    () => "the one of the session",
  );

  constructor(
    private readonly identity: Identity,
    private readonly look: (call: () => Promise<string>, deadlineMs: number) => Promise<string>,
  ) {}

  /**
   * The account by the cloud's caller identity; asked once. If there is no such call or it cannot be reached: the
   * endpoint and the key.
   */
  accountId(deadlineMs: number): Promise<string> {
    return this.asked(deadlineMs);
  }

  /** The account by the cloud's caller identity only. */
  readonly identityAccount = memoize(
    async (deadlineMs: number) => {
      const { callerAccount } = this.identity;
      return callerAccount ? this.look(callerAccount, deadlineMs) : this.keyAccount();
    },
    () => "the one of the session",
  );

  private async ask(deadlineMs: number): Promise<string> {
    try {
      return await this.identityAccount(deadlineMs);
    } catch (error) {
      // A private network may reach the service, but not the identity service.
      if (kindOf(error) === "uncertain") return this.keyAccount();
      throw error;
    }
  }

  /** The endpoint and a short hash of the key's id, as the name of the account. */
  async keyAccount(): Promise<string> {
    return `${new URL(this.identity.endpoint).host}#${await this.identity.keyFingerprint()}`;
  }
}
