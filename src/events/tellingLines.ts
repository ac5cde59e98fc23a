/**
 * What is kept of long texts. The bodies of pull requests and the messages of commits are most of what an upstream sends,
 * and of an organisation of hundreds of repositories more than a page can hold; read of them are only lines that say what a
 * change takes back (METRICS.md §2, rule 4) and who or what made it (trailers, the names of coding agents).
 */
const telling =
  /revert|reapply|^[ \t]*[a-z][a-z-]*-(?:by|with|from):|\b(?:claude|copilot|codex|cursor|devin|aider|jules|gemini)\b|generated (?:by|with)/i;

/** The telling lines of a body, in order; empty where there are none. O(length). */
export function tellingLines(body: string): string {
  return kept(body, body.split('\n').filter(isTelling));
}

/** The same of a commit's message, whose first line is its title. */
export function tellingMessage(message: string): string {
  return kept(
    message,
    message.split('\n').filter((line, index) => index === 0 || isTelling(line))
  );
}

function isTelling(line: string): boolean {
  return telling.test(line);
}

/** A part of a text keeps the whole of it alive, in the engines that browsers have; a copy does not. */
function kept(whole: string, lines: readonly string[]): string {
  const part = lines.join('\n');
  return part.length === whole.length ? whole : JSON.parse(JSON.stringify(part));
}
