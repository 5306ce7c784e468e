import { useLayoutEffect, useRef, useState } from 'react'
import type { Caller } from '../api/types'
import { openTasks } from '../events/conversation'
import { useConversation } from '../events/use-conversation'
import { Icon } from '../design/icons'
import { Nothing, Waiting } from '../design/states'
import { plain } from '../design/text'
import { useTitle } from '../shell/page'
import { Announcer } from './announcer'
import { CancelButton } from './cancel-button'
import { Composer } from './composer'
import { ItemView, LiveTurn } from './items'
import { send } from './send'

/** So near to its end a conversation is followed as it grows. */
const nearPx = 120

/** One conversation, as it is and goes on. */
export function ChatPage({ thread, caller }: { thread: string; caller: Caller }) {
  const { conversation, state, problem } = useConversation(thread)
  const title = plain(conversation.title) || 'Conversation'
  useTitle(title)
  const scroller = useRef<HTMLDivElement>(null)
  const follows = useRef(true)
  const [isAway, setAway] = useState(false)
  const column = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    // Whatever grows, an answer or what a card reads later: who is at the end stays there.
    const follow = new ResizeObserver(() => {
      const area = scroller.current
      if (area && follows.current) area.scrollTop = area.scrollHeight
    })
    if (column.current) follow.observe(column.current)
    if (scroller.current) follow.observe(scroller.current)
    return () => follow.disconnect()
  }, [problem])
  const look = () => {
    const area = scroller.current
    if (!area) return
    follows.current = area.scrollHeight - area.scrollTop - area.clientHeight < nearPx
    setAway(!follows.current)
  }
  const toEnd = () => {
    const area = scroller.current
    area?.scrollTo({ top: area.scrollHeight })
  }
  if (problem) {
    return (
      <div className="page">
        <h1>Conversation</h1>
        <Nothing title="This conversation is not there.">
          <a href="#/">To a new one</a>
        </Nothing>
      </div>
    )
  }
  const mayWork = caller.role !== 'auditor'
  const turn = conversation.turns.at(-1)
  return (
    <div className="chat">
      <header className="chat-head">
        <h1>{title}</h1>
        {state === 'lost' && (
          <p className="connection" role="status">
            <span className="dot" aria-hidden="true" />
            OmniSage is away; waiting for it
          </p>
        )}
      </header>
      <div className="chat-scroll" ref={scroller} onScroll={look} tabIndex={0} role="group" aria-label="Messages">
        <div className="chat-column" ref={column}>
          {!conversation.isLoaded && <Waiting />}
          {conversation.items.map(item => (
            <ItemView key={item.key} item={item} thread={thread} runs={conversation.runs} caller={caller} />
          ))}
          {conversation.turns.map(run => (
            <LiveTurn key={run} run={conversation.runs[run]} />
          ))}
        </div>
      </div>
      {isAway && (
        <button type="button" className="to-end" onClick={toEnd}>
          <Icon name="down" size={16} /> Latest
        </button>
      )}
      <Announcer conversation={conversation} />
      {mayWork && (
        <div className="chat-foot">
          <Composer
            place={thread}
            label="Write a message"
            onSend={(text, pictures) => send(thread, text, pictures)}
            autoFocus
          >
            <div className="composer-foot">
              <span className="hint">{workInWords(openTasks(conversation).length, turn !== undefined)}</span>
              {turn !== undefined && <CancelButton run={turn} label="Stop" what="the answer under way" />}
            </div>
          </Composer>
        </div>
      )}
    </div>
  )
}

function workInWords(tasks: number, isAnswering: boolean): string {
  if (tasks > 0) return `${tasks} ${tasks === 1 ? 'task is' : 'tasks are'} under way; write whenever you like.`
  return isAnswering ? 'Answering; write whenever you like.' : 'Enter sends, Shift and Enter begin a new line.'
}
