/** The message while nobody answers. */
export const SERVER_GONE = 'The server of this page does not answer: start it again.';

/**
 * Asks the server, and reads its JSON.
 * @param {string} path
 * @param {unknown} [body] what is posted; without it, it is a GET
 * @throws {Error} with what the server says, or that it does not answer
 */
export async function ask(path, body) {
  const posted = body !== undefined && {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  const response = await fetch(path, posted || {}).catch(() => {
    throw new Error(SERVER_GONE);
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.message ?? `The server answers ${response.status}.`);
  return answer;
}
