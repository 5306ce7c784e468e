import { call } from '../api/client'
import { newId } from '../api/ids'
import { Problem } from '../api/problem'
import type { Picture } from './pictures'

const thread = '/api/v1/workspaces/{workspace}/threads'

/** Tried again while the server is away for a moment: by its own id the message is taken once. */
const pausesMs = [300, 700, 1500, 3000, 5000]

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (const pause of pausesMs) {
    try {
      return await work()
    } catch (fault) {
      const isPassing = fault instanceof Problem && (fault.status === 0 || fault.status === 503)
      if (!isPassing) throw fault
      await new Promise(then => setTimeout(then, pause))
    }
  }
  return work()
}

/** A conversation with an agent, by its slug; with the built-in one without. */
export async function openThread(agent: string): Promise<string> {
  const clientId = newId()
  const opened = await patiently(() => call('post', thread, { body: { clientId, ...(agent ? { agent } : {}) } }))
  return opened.id
}

/** The message is durable when this returns. */
export async function send(to: string, text: string, pictures: Picture[] = []): Promise<void> {
  const images = pictures.map(({ data }) => ({ data }))
  const body = { text, clientId: newId(), ...(images.length > 0 ? { images } : {}) }
  await patiently(() => call('post', `${thread}/{thread}/messages`, { path: { thread: to }, body }))
}
