import { call } from '../api/client'
import type { Run, OpenQuestion } from '../api/types'

/** Conversations that are looked into at once; more than these are told of when some are answered. */
const threadsMax = 20

export type Waiting = OpenQuestion & { thread: string }

/** What tasks ask in the whole workspace: those that are parked say where to look. */
export async function readOpenQuestions(signal: AbortSignal): Promise<Waiting[]> {
  const parked = await call('get', '/api/v1/workspaces/{workspace}/runs', {
    query: { status: 'parked', limit: 100 },
    signal,
  })
  const threads = [...new Set(parked.items.filter(isTask).map(run => run.thread))].slice(0, threadsMax)
  const found = await Promise.all(threads.map(async thread => {
    const detail = await call('get', '/api/v1/workspaces/{workspace}/threads/{thread}', { path: { thread }, signal })
    return detail.status.questions.map(question => ({ ...question, thread }))
  }))
  return found.flat().toSorted((a, b) => a.asked.localeCompare(b.asked))
}

const isTask = (run: Run) => run.kind === 'task'
