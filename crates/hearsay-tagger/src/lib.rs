//! The neural room: word pieces in; source, cue and content scores and links out.
