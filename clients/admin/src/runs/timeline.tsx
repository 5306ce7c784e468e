import { memo, useEffect, useRef, useState } from 'react'
import { kept } from '../events/artifacts'
import { Moment } from '../design/time'
import { Visible } from '../design/visible'
import type { StoredEvent } from '../events/types'
import { KeptFile } from '../files/kept-file'
import { story } from './story'

const storyCharsMax = 240

/** The events of a run, each to be opened and read as it is stored; `at` leads to where an artifact was made. */
export function Timeline({ events, at }: { events: StoredEvent[]; at: string | null }) {
  return (
    <ol className="timeline">
      {events.map(event => (
        <Entry key={event.id} event={event} isSought={at !== null && kept(event)?.id === at} />
      ))}
    </ol>
  )
}

const toneOf = (type: string) =>
  /failed$/.test(type) ? 'bad'
  : /^approval|^question/.test(type) ? 'wait'
  : /completed$|^run\.started/.test(type) ? 'good'
  : 'plain'

const Entry = memo(function Entry({ event, isSought }: { event: StoredEvent; isSought: boolean }) {
  const [isOpen, setOpen] = useState(false)
  const head = useRef<HTMLButtonElement>(null)
  const said = story(event)
  const artifact = event.type === 'artifact.created' ? kept(event) : null
  useEffect(() => {
    if (!isSought) return
    head.current?.scrollIntoView({ block: 'center' })
    head.current?.focus({ preventScroll: true })
  }, [isSought])
  return (
    <li className={`event ${toneOf(event.type)}${isSought ? ' sought' : ''}`}>
      <button ref={head} type="button" className="quiet event-head" data-item aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}>
        <span className="event-seq">{event.seq}</span>
        <span className="event-type">{event.type}</span>
        <span className="event-story">
          <Visible text={said.length > storyCharsMax ? `${said.slice(0, storyCharsMax)} …` : said} />
        </span>
        <span className="event-end">
          {event.labels.trust === 'untrusted' && <span className="event-label">from outside</span>}
          <Moment at={event.at} />
        </span>
      </button>
      {artifact && (
        <div className="event-made">
          <KeptFile artifact={artifact} showsImage />
        </div>
      )}
      {isOpen && (
        <pre className="payload" tabIndex={0} role="group" aria-label={`${event.type} as stored`}>
          <Visible text={event.payload === null ? 'erased' : JSON.stringify(event.payload, null, 2)} />
        </pre>
      )}
    </li>
  )
})
