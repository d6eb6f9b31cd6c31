// Asks again until there is an answer; fails with what was waited for (a text, or a function that says it at the end).
export async function until(what, ask, seconds = 20) {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (Date.now() > end) throw new Error(`waited ${seconds} s for ${typeof what === 'function' ? what() : what}`)
    await new Promise(done => setTimeout(done, 100))
  }
}
