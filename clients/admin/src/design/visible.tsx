import { pieces } from './text'

/** A text with all that is in it, also what is not seen otherwise. */
export function Visible({ text }: { text: string }) {
  return (
    <>
      {pieces(text).map((piece, at) =>
        piece.isMark ? (
          <mark className="unseen" key={at}>
            {piece.text}
          </mark>
        ) : (
          <span key={at}>{piece.text}</span>
        ),
      )}
    </>
  )
}
