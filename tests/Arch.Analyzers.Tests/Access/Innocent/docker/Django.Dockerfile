FROM python:3.12-slim
ARG AWS_DEFAULT_REGION=eu-west-1
ENV AWS_STORAGE_BUCKET_NAME=orders AWS_S3_SIGNATURE_NAME=s3v4
COPY . .
RUN AWS_ACCESS_KEY_ID=none AWS_SECRET_ACCESS_KEY=none SECRET_KEY=none python manage.py collectstatic --noinput
RUN printf 'export AWS_ACCESS_KEY_ID=%s\n' "$KEY" > /usr/local/bin/env.sh
CMD ["gunicorn", "orders.wsgi"]
