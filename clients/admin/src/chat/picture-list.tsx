import { address } from '../api/client'
import { Icon } from '../design/icons'
import { plain } from '../design/text'
import type { Picture } from './pictures'
import './pictures.css'

/** What goes with the next message; each can be taken out again. */
export function Attached({ pictures, onRemove }: { pictures: Picture[]; onRemove: (at: number) => void }) {
  if (pictures.length === 0) return null
  return (
    <ul className="attached" aria-label="Pictures of this message">
      {pictures.map((picture, at) => (
        <li key={`${at}-${picture.name}`}>
          <Icon name="image" size={16} />
          <span>{plain(picture.name)}</span>
          <button type="button" className="quiet small" onClick={() => onRemove(at)}>
            <Icon name="close" size={16} />
            <span className="unseen-text">Remove {plain(picture.name)}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

/** The pictures of a message, by their hashes. */
export function Pictures({ thread, hashes }: { thread: string; hashes: string[] }) {
  if (hashes.length === 0) return null
  return (
    <ul className="pictures">
      {hashes.map((hash, at) => {
        const source = address('/api/v1/workspaces/{workspace}/threads/{thread}/images/{hash}', { thread, hash })
        return (
          <li key={hash}>
            <a href={source} download>
              <img src={source} alt={`Picture ${at + 1} of this message`} loading="lazy" />
            </a>
          </li>
        )
      })}
    </ul>
  )
}
