import { useId, useRef, useState } from 'react'
import { call } from '../api/client'
import { messageOf, Problem } from '../api/problem'
import type { ProblemDocument } from '../api/types'
import { Trouble } from '../design/states'
import type { Kind } from './kinds'

type Props = {
  kind: Kind
  document: { version: number; text: string }
  onClose: () => void
  onChanged: () => void
}
type Place = NonNullable<ProblemDocument['errors']>[number]

/** Edits the document; what is wrong with it is told with its places, and nothing counts until all is right. */
export function DocumentEditor({ kind, document, onClose, onChanged }: Props) {
  const [text, setText] = useState(document.text)
  const [note, setNote] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [places, setPlaces] = useState<Place[]>([])
  const [trouble, setTrouble] = useState<string | null>(null)
  const area = useRef<HTMLTextAreaElement>(null)
  const id = useId()
  const save = async () => {
    setBusy(true)
    setTrouble(null)
    setPlaces([])
    try {
      await call('put', kind.path, {
        ifMatch: String(document.version),
        body: { text, ...(note ? { note } : {}) },
      })
      onChanged()
    } catch (fault) {
      const errors = fault instanceof Problem ? (fault.document?.errors ?? []) : []
      setPlaces(errors)
      setTrouble(errors.length > 0 ? `${kind.subject} not acceptable yet:` : messageOf(fault))
    }
    setBusy(false)
  }
  const show = (place: Place) => {
    const start = text.split('\n').slice(0, place.line - 1).reduce((sum, line) => sum + line.length + 1, 0)
    area.current?.focus()
    area.current?.setSelectionRange(start + place.column - 1, start + place.column)
  }
  return (
    <form className="edit" onSubmit={event => {
      event.preventDefault()
      void save()
    }}>
      <label htmlFor={id}>The whole document (YAML)</label>
      <textarea id={id} ref={area} className="code document" rows={22} value={text} spellCheck={false} autoFocus
        aria-invalid={places.length > 0} aria-describedby={`${id}-faults`}
        onChange={event => setText(event.target.value)} />
      <div id={`${id}-faults`}>
        {trouble && <Trouble text={trouble} />}
        {places.length > 0 && (
          <ul className="faults">
            {places.map((place, at) => (
              <li key={at}>
                <button type="button" className="quiet small" onClick={() => show(place)}>
                  Line {place.line}, column {place.column}
                </button>{' '}
                {place.detail}
              </li>
            ))}
          </ul>
        )}
      </div>
      <label>
        Why, in one line
        <input value={note} maxLength={500} onChange={event => setNote(event.target.value)} />
      </label>
      <div className="actions">
        <button type="submit" className="primary" disabled={isBusy || text === document.text}>
          Save as version {document.version + 1}
        </button>
        <button type="button" onClick={onClose}>Cancel</button>
      </div>
    </form>
  )
}
