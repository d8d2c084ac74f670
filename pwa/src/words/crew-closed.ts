// A job that this crew closed and another one has.
export const closedJob = {
  anothers: "Another crew has this job. Here you read what became of your closing.",
};
