import { CloudError } from "../../provider/core/errors";

/** The error that some work ends with; a test fails when the work succeeds. */
export function failureOf(work: Promise<unknown>): Promise<Error> {
  return work.then(
    () => Promise.reject(new Error("it succeeded")),
    (error: Error) => error,
  );
}

/** The refusal of a cloud that a call ends with; any other error is the test's own failure. */
export async function cloudFailureOf(work: Promise<unknown>): Promise<CloudError> {
  const error = await failureOf(work);
  if (!(error instanceof CloudError)) throw error;
  return error;
}
