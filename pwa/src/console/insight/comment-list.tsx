// What reporters wrote beside their stars, the latest first. Nothing says who they are.
import type { RatingComment } from "../../store/insights";
import { satisfactionWords as say } from "../../words/satisfaction";

const FULL = "★★★★★";
const NONE = "☆☆☆☆☆";

export function CommentList({ comments, definition }: { comments: RatingComment[]; definition: string }) {
  return (
    <section class="card stack stack-tight">
      <h2>{say.commentsTitle}</h2>
      <p class="quiet">{say.comments(comments.length)}</p>
      <details>
        <summary>{say.commentsWhich}</summary>
        <p>{definition}</p>
      </details>
      <ul class="insight-comments">
        {comments.map((comment, at) => (
          <li key={at}>
            <span class="insight-stars" role="img" aria-label={say.stars(comment.stars)}>
              {FULL.slice(0, comment.stars)}
              {NONE.slice(comment.stars)}
            </span>
            <blockquote dir="auto">{comment.words}</blockquote>
            <p class="quiet">{say.about(comment.service, comment.district, comment.day)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
