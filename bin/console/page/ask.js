/**
 * Asks the server, and reads its JSON.
 * @param {string} path
 * @param {unknown} [body] what is posted; without it, it is a GET
 * @throws {Error} with what the server says
 */
export async function ask(path, body) {
  const response = await fetch(path, {
    ...(body !== undefined && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.message ?? `the server answers ${response.status}`);
  return answer;
}
