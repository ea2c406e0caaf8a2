/**
 * Turns many concurrent calls into few batches, without a timer: a lone caller is sent at once, callers that come
 * while `inFlight` batches are under way wait together and leave as one. Results come back in the order of the calls.
 *
 * A failed batch of several calls is run again call by call, so that one bad row does not fail its neighbours;
 * `isShared` names the errors that have nothing to do with a row (lost connection, deadlock): those fail all alike, also
 * the calls that wait for the next batch.
 */
export function coalesce<In, Out>(
  runBatch: (calls: In[]) => Promise<Out[]>,
  { size, inFlight, isShared }: { size: number; inFlight: number; isShared: (error: unknown) => boolean },
): (call: In) => Promise<Out> {
  interface Waiting { call: In; resolve: (out: Out) => void; reject: (error: unknown) => void }
  let waiting: Waiting[] = [];
  let running = 0;
  let scheduled = false;

  const runOne = async (one: Waiting): Promise<void> => {
    try {
      const [out] = await runBatch([one.call]);
      one.resolve(out as Out);
    } catch (error) {
      one.reject(error);
    }
  };
  const run = async (batch: Waiting[]): Promise<void> => {
    try {
      const results = await runBatch(batch.map(({ call }) => call));
      batch.forEach((one, index) => one.resolve(results[index] as Out));
    } catch (error) {
      if (isShared(error)) {
        // Whoever waits would meet the same, only later.
        const failed = [...batch, ...waiting];
        waiting = [];
        failed.forEach((one) => one.reject(error));
      } else if (batch.length === 1) batch.forEach((one) => one.reject(error));
      else for (const one of batch) await runOne(one);
    }
  };
  const start = (): void => {
    scheduled = false;
    while (waiting.length > 0 && running < inFlight) {
      const batch = waiting.slice(0, size);
      waiting = waiting.slice(size);
      running += 1;
      void run(batch).finally(() => {
        running -= 1;
        schedule();
      });
    }
  };
  // One turn of the loop lets all requests that arrived together join the same batch.
  const schedule = (): void => {
    if (scheduled || waiting.length === 0 || running >= inFlight) return;
    scheduled = true;
    setImmediate(start);
  };
  return (call) => new Promise<Out>((resolve, reject) => {
    waiting.push({ call, resolve, reject });
    schedule();
  });
}
