// The acts that the desk has for one report or many.
import type { Command } from "./keys";

export const TOOLS = ["assign", "priority", "category", "merge", "group", "split", "close", "reply"] as const;
export type Tool = (typeof TOOLS)[number];

/** Those that have a key; the others are a button away. */
export const commandOfTool: Partial<Record<Tool, Command>> = {
  assign: "assign", priority: "priority", merge: "merge", split: "split", close: "close", reply: "reply",
};

export const isTool = (command: Command): command is Command & Tool => (TOOLS as readonly string[]).includes(command);
