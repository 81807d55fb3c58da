import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingMessage } from "node:http";

/** What the head of an answer says about the server that gave it. */
export interface AnswerHead {
  readonly status: number;
  /** The server's clock, in whole seconds. Undefined when the answer does not say it. */
  readonly serverTimeMs: number | undefined;
  /** This machine's clock when the head came. */
  readonly receivedAtMs: number;
}

type Watcher = (head: AnswerHead) => void;

const currentWatcher = new AsyncLocalStorage<Watcher>();

/** Does some work, and calls back with the head of every answer that its calls get, also of a refusal. */
export function watchAnswers<T>(watcher: Watcher, work: () => Promise<T>): Promise<T> {
  return currentWatcher.run(watcher, work);
}

/** For clients: records an answer. It is created before the request, because kept connections lose the context. */
export function answerRecorder(): (response: IncomingMessage) => void {
  const watcher = currentWatcher.getStore();
  return ({ statusCode = 0, headers }) => {
    const serverTimeMs = Date.parse(headers.date ?? "");
    watcher?.({
      status: statusCode,
      serverTimeMs: Number.isNaN(serverTimeMs) ? undefined : serverTimeMs,
      receivedAtMs: Date.now(),
    });
  };
}
