// The two other ways to begin: with photos that the phone has already, and without any.
import { PhotoButton } from "../camera/photo-button";
import { navigate } from "../design/router";
import { words } from "../words/words";
import { change } from "./draft";
import { firstPhotos } from "./take-photo";

interface Props {
  look: string;
  /** Begins the draft. */
  begin: () => void;
}

export function OtherBeginnings({ look, begin }: Props) {
  const withoutPhoto = (): void => {
    begin();
    change({ step: "place" });
    navigate("/report?step=place");
  };
  return (
    <>
      <PhotoButton gallery label={words.report.choosePhoto} look={look} icon="image" onOpen={begin} onPhotos={(files) => void firstPhotos(files, true)} />
      <button type="button" class={`button ${look}`} onClick={withoutPhoto}>
        {words.home.noPhoto}
      </button>
    </>
  );
}
