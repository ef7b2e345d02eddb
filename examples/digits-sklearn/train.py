#!/usr/bin/env python3
"""Learns to read handwritten digits with scikit-learn, epoch by epoch, and keeps the model as a pickle.

Runs by itself (python3 train.py) and as a Bancada job, which tells it where to write:
BANCADA_METRICS_FILE takes one JSON object a line, BANCADA_OUTPUT_DIR what is to be kept.
"""

import argparse
import json
import os
import pickle
import time

import numpy
import sklearn
from sklearn.datasets import load_digits
from sklearn.metrics import classification_report, log_loss
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier


def main():
    parser = argparse.ArgumentParser(description="Learns to read handwritten digits with scikit-learn.")
    parser.add_argument("--epochs", type=int, default=20, help="passes over the training digits")
    parser.add_argument("--hidden", type=int, default=48, help="neurons of the hidden layer")
    parser.add_argument("--seed", type=int, default=7, help="the same seed gives the same model")
    arguments = parser.parse_args()
    if arguments.epochs < 1:
        parser.error("--epochs: give a number above zero")

    outputs = os.environ.get("BANCADA_OUTPUT_DIR", "outputs")
    os.makedirs(outputs, exist_ok=True)
    metrics_file = os.environ.get("BANCADA_METRICS_FILE", os.path.join(outputs, "metrics.jsonl"))

    digits = load_digits()
    train_x, test_x, train_y, test_y = train_test_split(
        digits.data / 16.0, digits.target, test_size=360, random_state=arguments.seed, stratify=digits.target
    )
    print(
        "%d digits to learn from, %d held out; scikit-learn %s" % (len(train_y), len(test_y), sklearn.__version__),
        flush=True,
    )
    model = MLPClassifier((arguments.hidden,), learning_rate_init=0.005, batch_size=32, random_state=arguments.seed)
    chance = numpy.random.RandomState(arguments.seed)
    classes = numpy.unique(digits.target)
    accuracy = 0.0
    with open(metrics_file, "a") as metrics:
        for epoch in range(1, arguments.epochs + 1):
            order = chance.permutation(len(train_y))
            model.partial_fit(train_x[order], train_y[order], classes)
            loss = log_loss(train_y, model.predict_proba(train_x), labels=classes)
            accuracy = model.score(test_x, test_y)
            log(metrics, epoch, {"train/loss": float(loss), "validation/accuracy": float(accuracy)})
            print("epoch %d/%d  loss %.4f  accuracy %.4f" % (epoch, arguments.epochs, loss, accuracy), flush=True)

    with open(os.path.join(outputs, "model.pkl"), "wb") as file:
        pickle.dump(model, file)
    with open(os.path.join(outputs, "report.txt"), "w") as file:
        file.write(classification_report(test_y, model.predict(test_x)))
    print("accuracy on held-out digits: %.4f" % accuracy, flush=True)


def log(metrics, step, values):
    now = int(time.time() * 1000)
    for name, value in values.items():
        metrics.write(json.dumps({"name": name, "value": value, "step": step, "timestamp": now}) + "\n")
    metrics.flush()


if __name__ == "__main__":
    main()
