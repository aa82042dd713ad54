/** Events of a callback, to be read in a loop. One reader. */
export interface Queue<Item> {
  push(item: Item): void;
  /** After it the loop ends when it has read what is there. */
  end(): void;
  items(): AsyncGenerator<Item, void, undefined>;
}

export function createQueue<Item>(): Queue<Item> {
  const waiting: Item[] = [];
  let ended = false;
  let wake = () => {};
  return {
    push: (item) => {
      waiting.push(item);
      wake();
    },
    end: () => {
      ended = true;
      wake();
    },
    async *items() {
      for (;;) {
        for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) yield item;
        if (ended) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
