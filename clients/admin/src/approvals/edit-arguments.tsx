import { useId, useState } from 'react'
import { escaped } from '../design/text'
import { parse } from '../events/types'

type Props = {
  text: string
  isBusy: boolean
  onAllow: (edited: Record<string, never>) => void
  onCancel: () => void
}

const indent = (text: string) => {
  const parsed = parse(text)
  return escaped(parsed ? JSON.stringify(parsed, null, 2) : text)
}

/** Other arguments, to be allowed instead of those that were asked for. */
export function EditArguments({ text, isBusy, onAllow, onCancel }: Props) {
  const [edited, setEdited] = useState(() => indent(text))
  const id = useId()
  const parsed = parse(edited.trim())
  const isSame = parsed !== null && JSON.stringify(parsed) === JSON.stringify(parse(text))
  return (
    <form
      className="edit"
      onSubmit={event => {
        event.preventDefault()
        if (parsed && !isSame) onAllow(parsed as Record<string, never>)
      }}
    >
      <label htmlFor={id}>Arguments, as a JSON object</label>
      <textarea
        id={id}
        className="code"
        rows={Math.min(16, edited.split('\n').length + 1)}
        value={edited}
        spellCheck={false}
        autoFocus
        aria-invalid={parsed === null}
        aria-describedby={`${id}-state`}
        onChange={event => setEdited(event.target.value)}
      />
      <p id={`${id}-state`} className={parsed ? 'hint' : 'hint bad'} role="status">
        {parsed === null ? 'This is no JSON object yet.' : isSame ? 'Nothing is changed yet.' : 'Ready.'}
      </p>
      <div className="actions">
        <button type="submit" className="primary" disabled={isBusy || parsed === null || isSame}>
          Allow with these
        </button>
        <button type="button" onClick={onCancel}>
          Back
        </button>
      </div>
    </form>
  )
}
