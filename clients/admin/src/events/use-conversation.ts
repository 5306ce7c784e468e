import { useEffect, useState } from 'react'
import { address } from '../api/client'
import type { Problem } from '../api/problem'
import { advance, type Conversation, emptyConversation } from './conversation'
import { EventStream, type StreamState } from './stream'

export type Watched = { conversation: Conversation; state: StreamState; problem: Problem | null }

const start: Watched = { conversation: emptyConversation, state: 'connecting', problem: null }

/** A thread as it is now, and goes on being. */
export function useConversation(thread: string): Watched {
  const [watched, setWatched] = useState(start)
  useEffect(() => {
    setWatched(start)
    const stream = new EventStream(
      address('/api/v1/workspaces/{workspace}/threads/{thread}/events', { thread }),
      {
        take: (feed, fresh) =>
          setWatched(now => ({ ...now, conversation: advance(now.conversation, feed, fresh) })),
        state: state => setWatched(now => ({ ...now, state })),
        refused: problem => setWatched(now => ({ ...now, problem })),
      },
    )
    return () => stream.close()
  }, [thread])
  return watched
}
