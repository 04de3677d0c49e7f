export type Work = () => Promise<void>;

/**
 * Does what `take` gives, at most `limit` at once, until it gives nothing and nothing is under way: work may lead to more work.
 * The first failure ends it; what is under way is left alone.
 */
export function workConcurrently(limit: number, take: () => Work | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    let underWay = 0;
    let isOver = false;
    const fail = (error: unknown) => {
      isOver = true;
      reject(error);
    };
    const start = () => {
      while (!isOver && underWay < limit) {
        const work = take();
        if (work === undefined) break;
        underWay++;
        work().then(end, fail);
      }
      if (underWay === 0) resolve();
    };
    const end = () => {
      underWay--;
      start();
    };
    start();
  });
}
