# Makes tests/Statistics/data/kendall.csv: what R says of Kendall's tau and its exact p.
#   Rscript eng/kendall-reference.R
# Two kinds of rows:
#   exact: cor.test(method = "kendall", exact = TRUE), which takes no ties.
#   ties:  cor.test has no exact p with ties. So all orders of the values are made here, and those counted whose score
#          is at least as far from 0; tau is cor's, tau-b.
set.seed(20060937)
out <- file("tests/Statistics/data/kendall.csv", "w")
writeLines("kind,n,tau,p,doses,values", out)
number <- function(x) format(x, digits = 17, scientific = TRUE, trim = TRUE)
row <- function(kind, tau, p, x, y)
  writeLines(paste(kind, length(x), number(tau), number(p), paste(number(x), collapse = " "),
                   paste(number(y), collapse = " "), sep = ","), out)
exact <- function(x, y) {
  test <- cor.test(x, y, method = "kendall", exact = TRUE, alternative = "two.sided")
  row("exact", test$estimate, test$p.value, x, y)
}
score <- function(x, y) {
  pairs <- combn(length(x), 2)
  sum(sign(x[pairs[1, ]] - x[pairs[2, ]]) * sign(y[pairs[1, ]] - y[pairs[2, ]]))
}
orders <- function(v) {
  if (length(v) < 2) return(matrix(v, 1))
  do.call(rbind, lapply(seq_along(v), function(i) cbind(v[i], orders(v[-i]))))
}
ties <- function(x, y) {
  found <- abs(score(x, y))
  all <- apply(orders(y), 1, function(o) abs(score(x, o)))
  row("ties", cor(x, y, method = "kendall"), mean(all >= found), x, y)
}
l2 <- c(0, .01, .03, .05, .1, .25, .5, 1, 3, 5)
linf <- c(0, .5, 1, 2, 4, 8)
exact(l2, seq_along(l2))
exact(linf, -seq_along(linf))
for (slope in c(0, .5, 1, 2)) exact(l2, slope * rank(l2) + rnorm(10, 0, 3))
for (slope in c(0, 1, -1)) exact(linf, slope * rank(linf) + rnorm(6))
for (n in c(5, 7, 13, 20)) exact(sample(n), rnorm(n) + seq_len(n) / n)
ties(1:5, c(1, 1, 2, 2, 3))
ties(1:5, c(2, 1, 1, 1, 1))
ties(linf, c(.1, .2, .2, .3, .3, .3))
ties(linf, c(.1, .3, .2, .3, .3, .1))
ties(1:7, c(.4, .1, .4, .2, .2, .9, .9))
ties(1:7, c(7, 6, 6, 4, 3, 3, 1))
close(out)
