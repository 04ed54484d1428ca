/** What WeCom answers to a frame. Null: no answer came. */
export type Reply = { errcode: number; errmsg: string } | null;

/** The connection of a bot, held by this process: its messages go over it. */
export interface LiveBot {
  ask(cmd: string, body: object, signal: AbortSignal): Promise<Reply>;
}

const live = new Map<string, LiveBot>();

/** @param robot whose limit its channels share @returns says that it does not stand any more */
export function standsNow(robot: string, bot: LiveBot): () => void {
  live.set(robot, bot);
  return () => {
    if (live.get(robot) === bot) live.delete(robot);
  };
}

export const liveBot = (robot: string): LiveBot | undefined => live.get(robot);
/** Bots by which this process can send. */
export const liveBots = (): string[] => [...live.keys()];
