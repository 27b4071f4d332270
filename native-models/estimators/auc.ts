/**
 * Area under the ROC curve: the share of pairs of a positive and a negative case in which the
 * positive one has the higher score; ties count half.
 *
 * @param labels 0 or 1 per score. @throws RangeError unless both occur.
 * Source: Hanley JA, McNeil BJ, Radiology 143:29-36, 1982.
 */
export function areaUnderRoc(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  const order = Array.from({ length: scores.length }, (_, i) => i).sort(
    (a, b) => scores[a] - scores[b],
  );
  let rankSum = 0;
  let positives = 0;
  for (let first = 0; first < order.length;) {
    let end = first;
    while (end < order.length && scores[order[end]] === scores[order[first]]) end += 1;
    const sharedRank = (first + 1 + end) / 2;
    for (const index of order.slice(first, end)) {
      if (labels[index] !== 1) continue;
      rankSum += sharedRank;
      positives += 1;
    }
    first = end;
  }
  const negatives = order.length - positives;
  if (positives === 0 || negatives === 0)
    throw new RangeError('an AUC needs cases of both classes');
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}
