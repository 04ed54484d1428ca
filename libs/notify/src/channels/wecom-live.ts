/** WeCom's answer to a frame; null if none came. */
export type Reply = { errcode: number; errmsg: string } | null;

/** The connection of a bot in this process. */
export interface LiveBot {
  ask(cmd: string, body: object, signal: AbortSignal): Promise<Reply>;
}

const live = new Map<string, LiveBot>();

/** @param robot identity of the bot @returns unregisters the connection */
export function standsNow(robot: string, bot: LiveBot): () => void {
  live.set(robot, bot);
  return () => {
    if (live.get(robot) === bot) live.delete(robot);
  };
}

export const liveBot = (robot: string): LiveBot | undefined => live.get(robot);
/** Bots connected to this process. */
export const liveBots = (): string[] => [...live.keys()];
