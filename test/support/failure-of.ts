/** The error that some work ends with; a test fails when the work succeeds. */
export function failureOf(work: Promise<unknown>): Promise<Error> {
  return work.then(
    () => Promise.reject(new Error("it succeeded")),
    (error: Error) => error,
  );
}
