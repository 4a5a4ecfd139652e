"""A plain LangChain retrieval chain: split, embed, keep in Chroma, stuff, answer. No gate."""

from __future__ import annotations

from typing import Any

from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import Runnable, RunnablePassthrough
from langchain_text_splitters import RecursiveCharacterTextSplitter

PROMPT = ChatPromptTemplate.from_template(
    "Answer the question using only the context below. If the context does not contain the "
    "answer, say that you don't know.\n\n{context}\n\nQuestion: {question}\nAnswer:"
)
SPLITTER = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200, add_start_index=True)


def store_of(articles: list[Document], embeddings: Embeddings, folder: str) -> Chroma:
    """The articles, split and embedded."""
    store = Chroma("articles", embeddings, persist_directory=folder)
    splits = SPLITTER.split_documents(articles) if not store.get(limit=1)["ids"] else []
    for at in range(0, len(splits), 5000):
        store.add_documents(splits[at : at + 5000])
    return store


def chain_of(store: Chroma, model: Runnable[Any, Any]) -> Runnable[str, dict[str, Any]]:
    """A question to `documents` and `answer`."""
    found = {"documents": store.as_retriever(), "question": RunnablePassthrough()}
    stuffed = RunnablePassthrough.assign(
        context=lambda state: "\n\n".join(d.page_content for d in state["documents"])
    )
    return found | stuffed | RunnablePassthrough.assign(answer=PROMPT | model | StrOutputParser())
