# Times pROC on the scores of several models: Rscript delong.R FOLDER CASES MODELS ROUNDS
#
# FOLDER holds labels.raw (float64, 1 or 0) and scores.raw (float64, one model after another). A
# round makes all AUCs, variances and covariances by pROC's public functions. Seconds are without
# starting R and reading the files. Prints version, the seconds of each round, the AUCs and the upper
# triangle of the covariances, one line each.

suppressPackageStartupMessages(library(pROC))
arguments <- commandArgs(TRUE)
cases <- as.integer(arguments[2])
models <- as.integer(arguments[3])
rounds <- as.integer(arguments[4])
read <- function(name, n) readBin(file.path(arguments[1], name), "double", n, endian = "little")
labels <- read("labels.raw", cases)
scores <- matrix(read("scores.raw", cases * models), cases)

compare <- function() {
  curves <- lapply(seq_len(models), function(m) {
    roc(labels, scores[, m], levels = c(0, 1), direction = "<", algorithm = 2)
  })
  covariances <- c()
  for (a in seq_len(models)) for (b in a:models) {
    covariances <- c(covariances, if (a == b) var(curves[[a]]) else cov(curves[[a]], curves[[b]]))
  }
  list(auc = sapply(curves, function(curve) as.numeric(curve$auc)), covariances = covariances)
}

seconds <- c()
for (round in seq_len(rounds)) {
  seconds <- c(seconds, system.time(result <- compare())[["elapsed"]])
}
write <- function(values) cat(sprintf("%.17g", values), "\n")
cat(as.character(packageVersion("pROC")), "\n")
write(seconds)
write(result$auc)
write(result$covariances)
