import { memo, useState } from 'react'
import { Moment } from '../design/time'
import { Visible } from '../design/visible'
import type { StoredEvent } from '../events/types'
import { story } from './story'

const storyCharsMax = 240

/** The events of a run, each to be opened and read as it is stored. */
export function Timeline({ events }: { events: StoredEvent[] }) {
  return (
    <ol className="timeline">
      {events.map(event => (
        <Entry key={event.id} event={event} />
      ))}
    </ol>
  )
}

const toneOf = (type: string) =>
  /failed$/.test(type) ? 'bad'
  : /^approval|^policy/.test(type) ? 'wait'
  : /completed$|^run\.started/.test(type) ? 'good'
  : 'plain'

const Entry = memo(function Entry({ event }: { event: StoredEvent }) {
  const [isOpen, setOpen] = useState(false)
  const said = story(event)
  return (
    <li className={`event ${toneOf(event.type)}`}>
      <button type="button" className="quiet event-head" data-item aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}>
        <span className="event-seq">{event.seq}</span>
        <span className="event-type">{event.type}</span>
        <span className="event-story">
          <Visible text={said.length > storyCharsMax ? `${said.slice(0, storyCharsMax)} …` : said} />
        </span>
        <Moment at={event.at} />
      </button>
      {isOpen && (
        <pre className="payload" tabIndex={0} role="group" aria-label={`${event.type} as stored`}>
          <Visible text={event.payload === null ? 'erased' : JSON.stringify(event.payload, null, 2)} />
        </pre>
      )}
    </li>
  )
})
